package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.planted.BrokenRc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Any sequence of calls by one thread does to the handles of an `Rc` what it does to two numbers.
class RcModelTest {
  @Property
  void theValueIsDroppedWithTheLastStrongHandle(
      @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> calls) {
    CountedHandles.compare(new Handles(), calls);
  }

  @Example
  void anUpgradeThatBringsADroppedValueBackIsCaught() {
    var random = new Random(1);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                CountedHandles.compare(new BrokenRc(), random.ints(60, 0, 5).boxed().toList());
              }
            })
        .isInstanceOf(AssertionError.class);
  }

  private static final class Handles implements CountedHandles {
    private final Deque<Rc<String>> strong = new ArrayDeque<>();
    private final Deque<RcWeak<String>> weak = new ArrayDeque<>();
    private int drops;

    Handles() {
      strong.add(Rc.of("value", value -> drops++));
    }

    @Override
    public void copy() {
      strong.addLast(strong.getFirst().copy());
    }

    @Override
    public void close() {
      strong.removeFirst().close();
    }

    @Override
    public void downgrade() {
      weak.addLast(strong.getFirst().downgrade());
    }

    @Override
    public boolean upgrade() {
      Rc<String> upgraded = weak.getFirst().upgrade();
      if (upgraded == null) {
        return false;
      }
      strong.addLast(upgraded);
      return true;
    }

    @Override
    public void closeWeak() {
      weak.removeFirst().close();
    }

    @Override
    public int drops() {
      return drops;
    }
  }
}
