package dev.threadmill.suite.pinning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every errand blocks for as long as it says, where it says, and pins where it
/// should.
class PinningConformanceTest {
  private static final int THREADS = 6;
  private static final int MILLIS = 5;

  /// So long that a round which leaves waits out is over before, however busy the machine is.
  private static final int MILLIS_LEFT_OUT = 400;

  @ParameterizedTest
  @MethodSource("errands")
  void everyThreadCountsOnceAndBlocksLongEnough(
      Holding holding, Blocker blocker, Reach reach, ThreadKind kind) throws Exception {
    try (var round = Round.of(kind, holding, blocker, reach, THREADS, MILLIS)) {
      for (int i = 0; i < 2; i++) {
        round.prepare();
        round.run();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("holdings")
  void pinsWhereTheJvmCannotTakeTheThreadOffItsCarrier(Holding holding, Blocker blocker)
      throws Exception {
    try (var round = Round.of(ThreadKind.VIRTUAL, holding, blocker, Reach.PRIVATE, 4, MILLIS)) {
      long events =
          PinnedEvents.during(
              () -> {
                round.prepare();
                round.run();
              });
      if (pins(holding)) {
        assertThat(events).isGreaterThanOrEqualTo(4);
      } else {
        assertThat(events).isZero();
      }
    }
  }

  @Test
  void platformThreadsAreNeverPinned() throws Exception {
    try (var round =
        Round.of(
            ThreadKind.PLATFORM,
            Holding.CLASS_INITIALISER,
            Blocker.PARK,
            Reach.PRIVATE,
            4,
            MILLIS)) {
      assertThat(
              PinnedEvents.during(
                  () -> {
                    round.prepare();
                    round.run();
                  }))
          .isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(PlantedErrand.class)
  void aMiswiredErrandFailsTheRunItIsMeasuredIn(PlantedErrand planted) throws Exception {
    for (var kind : ThreadKind.values()) {
      long least = THREADS * (long) MILLIS_LEFT_OUT;
      try (var round = Round.of(kind, planted::on, Reach.SHARED, THREADS, least)) {
        assertThatIllegalStateException()
            .isThrownBy(
                () -> {
                  round.prepare();
                  round.run();
                })
            .withMessageContaining(planted.complaint);
      }
    }
  }

  @Test
  void theInitialiserRunsOnceForEachPreparation() throws Exception {
    var tally = new Tally();
    var errand = new InitialisingErrand(tally, () -> {});
    errand.prepare();
    errand.run();
    assertThatIllegalStateException().isThrownBy(errand::run);
    errand.prepare();
    errand.run();
    assertThat(tally.count).isEqualTo(2);
  }

  @Test
  void whatFailsUnderTheNativeFrameComesOut() {
    var errand =
        new CalledBackErrand(
            new Tally(),
            () -> {
              throw new IllegalArgumentException("no such wait");
            });
    assertThatIllegalStateException()
        .isThrownBy(errand::run)
        .havingCause()
        .withMessage("no such wait");
  }

  @Test
  void boundsFollowFromWhoShares() {
    assertThat(Bounds.of(Holding.SYNCHRONIZED, Reach.PRIVATE, 10, 5, 4))
        .isEqualTo(new Bounds(5, 15));
    assertThat(Bounds.of(Holding.SYNCHRONIZED, Reach.SHARED, 10, 5, 4))
        .isEqualTo(new Bounds(50, 50));
    assertThat(Bounds.of(Holding.OBJECT_WAIT, Reach.SHARED, 10, 5, 4))
        .as("who waits on a monitor lets the others in")
        .isEqualTo(new Bounds(5, 15));
  }

  static Stream<Arguments> errands() {
    return Stream.of(Holding.values())
        .flatMap(
            holding ->
                Stream.of(Blocker.values())
                    .flatMap(
                        blocker ->
                            Stream.of(Reach.values())
                                .filter(reach -> reach == Reach.PRIVATE || holding.isLocking())
                                .flatMap(
                                    reach ->
                                        Stream.of(ThreadKind.values())
                                            .map(
                                                kind ->
                                                    Arguments.of(holding, blocker, reach, kind)))));
  }

  static Stream<Arguments> holdings() {
    return Stream.of(Holding.values())
        .flatMap(
            holding -> Stream.of(Blocker.values()).map(blocker -> Arguments.of(holding, blocker)));
  }

  private static boolean pins(Holding holding) {
    return switch (holding) {
      case CLASS_INITIALISER, NATIVE_FRAME -> true;
      case SYNCHRONIZED -> Runtime.version().feature() < 24;
      case REENTRANT_LOCK, OBJECT_WAIT, NOTHING -> false;
    };
  }

  /// Errands that are wired wrong; rightly they would hold one lock in turn.
  enum PlantedErrand {
    DOES_NOT_WAIT("somebody did not wait") {
      @Override
      Errand on(Tally tally) {
        return () -> {
          synchronized (tally) {
            tally.count++;
          }
        };
      }
    },
    TAKES_NO_LOCK("somebody did not wait") {
      @Override
      Errand on(Tally tally) {
        return () -> {
          synchronized (tally) {
            tally.count++;
          }
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS_LEFT_OUT));
        };
      }
    },
    DOES_NOT_COUNT("errands were run") {
      @Override
      Errand on(Tally tally) {
        return () -> {
          synchronized (tally) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
          }
        };
      }
    };

    final String complaint;

    PlantedErrand(String complaint) {
      this.complaint = complaint;
    }

    abstract Errand on(Tally tally);
  }
}
