package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.planted.BrokenRefCell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Any sequence of borrows from a `RefCell` is granted as two numbers would grant it.
class RefCellModelTest {
  @Property
  void manyReadOrOneWrites(@ForAll @Size(max = 60) List<@IntRange(max = 2) Integer> calls) {
    Borrowing.compare(new Guards(), calls);
  }

  @Example
  void aWriterBesideAReaderIsCaught() {
    var random = new Random(1);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                Borrowing.compare(new BrokenRefCell(), random.ints(60, 0, 3).boxed().toList());
              }
            })
        .isInstanceOf(AssertionError.class);
  }

  private static final class Guards implements Borrowing {
    private final RefCell<String> cell = RefCell.of("value");
    private final Deque<RefCell.Borrow<String>> guards = new ArrayDeque<>();

    @Override
    public boolean read() {
      return kept(cell.tryBorrow());
    }

    @Override
    public boolean write() {
      return kept(cell.tryBorrowMut());
    }

    private boolean kept(RefCell.Borrow<String> guard) {
      return guard != null && guards.add(guard);
    }

    @Override
    public void end() {
      guards.removeLast().close();
    }
  }
}
