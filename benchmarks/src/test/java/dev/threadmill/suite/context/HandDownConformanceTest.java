package dev.threadmill.suite.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every child gets every value of its parent, once, and that one which does not is
/// noticed.
class HandDownConformanceTest {
  private static final int VALUES = 5;

  @ParameterizedTest
  @MethodSource("contenders")
  void everyChildGetsEveryValueOnce(HandDownKind contender, ThreadKind kind) throws Exception {
    conforms(contender.open(kind, Value.some(VALUES)), 100);
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void theRoundAddsUp(HandDownKind contender, ThreadKind kind) throws Exception {
    var handDown = contender.open(kind, Value.some(VALUES));
    try (var family = new Family(handDown, kind, VALUES, 20, 100)) {
      family.work();
      family.work();
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void aChildIsAThreadOfTheKind(HandDownKind contender, ThreadKind kind) throws Exception {
    var handDown = contender.open(kind, Value.some(VALUES));
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getTotalStartedThreadCount();
    handDown.startAndJoin(children(500));
    long platformThreads = threads.getTotalStartedThreadCount() - before;
    if (kind == ThreadKind.PLATFORM) {
      assertThat(platformThreads).isGreaterThanOrEqualTo(500);
    } else {
      assertThat(platformThreads).isLessThan(250);
    }
  }

  @Test
  void theParentKeepsNothingOfWhatItHandedDown() throws Exception {
    var handDown = new InheritableHandDown(ThreadKind.VIRTUAL, Value.some(VALUES));
    conforms(handDown, 100);
    assertThat(handDown.slots()).allSatisfy(slot -> assertThat(slot.get()).isNull());
  }

  @Test
  void scopedValuesAreNotApplicableBeforeTheyAreFinal() {
    if (ScopedValues.arePresent()) {
      return;
    }
    for (var contender :
        new HandDownKind[] {HandDownKind.SCOPED_VALUE, HandDownKind.STRUCTURED_SCOPE}) {
      assertThatThrownBy(() -> contender.open(ThreadKind.VIRTUAL, Value.some(1)))
          .isInstanceOf(NotApplicable.class);
    }
  }

  @Test
  void aFamilyThatIsNoMultipleOfItsBatchesIsRefused() {
    HandDown nothing = children -> {};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Family(nothing, ThreadKind.VIRTUAL, 1, 3, 10));
  }

  @ParameterizedTest
  @EnumSource
  void aMisWiredHandDownIsCaughtByBothChecks(MisWiredHandDown misWired) throws Exception {
    assertThatThrownBy(() -> conforms(misWired, 1_000)).isInstanceOf(AssertionError.class);
    for (ThreadKind kind : ThreadKind.values()) {
      try (var family = new Family(misWired, kind, VALUES, 1_000, 1_000)) {
        assertThatIllegalStateException()
            .isThrownBy(family::work)
            .withMessageContaining("that child 999 got");
      }
    }
  }

  private static void conforms(HandDown handDown, int count) throws Exception {
    Child[] children = children(count);
    handDown.startAndJoin(children);
    for (Child child : children) {
      assertThat(child.take()).isEqualTo(Value.sumOf(VALUES));
    }
  }

  private static Child[] children(int count) {
    var children = new Child[count];
    for (int i = 0; i < count; i++) {
      children[i] = new Child();
    }
    return children;
  }

  static Stream<Arguments> contenders() {
    return Stream.of(HandDownKind.values())
        .filter(kind -> kind != HandDownKind.SCOPED_VALUE || ScopedValues.arePresent())
        // A preview, which is another one in each JDK.
        .filter(kind -> kind != HandDownKind.STRUCTURED_SCOPE || Runtime.version().feature() == 25)
        .flatMap(
            contender -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(contender, kind)));
  }

  /// Ways with a planted fault in every thousandth child.
  enum MisWiredHandDown implements HandDown {
    FORGETS_A_VALUE(1),
    GIVES_A_VALUE_TWICE(3),
    FORGETS_THE_CHILD(0);

    private final int lastValueTimes;

    MisWiredHandDown(int lastValueTimes) {
      this.lastValueTimes = lastValueTimes;
    }

    @Override
    public void startAndJoin(Child[] children) throws InterruptedException {
      var threads = new Thread[children.length];
      for (int i = 0; i < children.length; i++) {
        Child child = children[i];
        boolean sound = i % 1000 != 999;
        threads[i] =
            Thread.startVirtualThread(
                () -> {
                  for (Value value : Value.some(VALUES - 1)) {
                    if (sound || lastValueTimes > 0) {
                      child.got(value);
                    }
                  }
                  int times = sound ? 1 : lastValueTimes - 1;
                  for (int time = 0; time < times; time++) {
                    child.got(new Value(VALUES));
                  }
                });
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
