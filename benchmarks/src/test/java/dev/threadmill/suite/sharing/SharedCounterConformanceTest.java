package dev.threadmill.suite.sharing;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.UnitKind;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every rung counts each step once, and that one which does not is caught.
class SharedCounterConformanceTest {
  private static final int THREADS = 4;
  private static final int STEPS = 4_000;

  /// On a busy machine threads may happen to run one after the other, and then none races.
  private static final int MOST_CLIMBS = 1_000;

  @ParameterizedTest
  @EnumSource
  void oneThreadIsCountedRight(SharingKind kind) {
    countsEachStepOfOneThread(kind.open());
  }

  @ParameterizedTest
  @MethodSource("shareable")
  void threadsThatShareAreCountedRight(SharingKind kind, ThreadKind threadKind) throws Exception {
    climb(kind::open, Placement.SHARED, threadKind);
  }

  @ParameterizedTest
  @MethodSource("shareable")
  void threadsThatHaveOneEachAreCountedRight(SharingKind kind, ThreadKind threadKind)
      throws Exception {
    climb(kind::open, Placement.OWN, threadKind);
    climb(kind::open, Placement.OWN_PADDED, threadKind);
  }

  @ParameterizedTest
  @EnumSource(PlantedRung.class)
  void aMiswiredRungFailsTheConformanceCheck(PlantedRung planted) {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> {
              countsEachStepOfOneThread(planted.open());
              for (int i = 0; i < MOST_CLIMBS; i++) {
                climb(planted::open, Placement.SHARED, ThreadKind.PLATFORM);
              }
            })
        .withMessageContaining("the count is");
  }

  @ParameterizedTest
  @MethodSource("planted")
  void aMiswiredRungFailsTheRunItIsMeasuredIn(PlantedRung planted, ThreadKind threadKind)
      throws Exception {
    var layout = Placement.SHARED.lay(1, planted::open);
    try (var ladder =
        new Ladder(
            UnitKind.of(threadKind), THREADS, Placement.SHARED, layout, STEPS, 0, 0, false)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                for (int i = 0; i < MOST_CLIMBS; i++) {
                  ladder.climb();
                }
              })
          .withMessageContaining("the count is");
    }
  }

  private static void countsEachStepOfOneThread(Rung rung) {
    for (int i = 0; i < STEPS; i++) {
      rung.step(i % 7);
    }
    Rung.check(new Rung[] {rung}, STEPS);
    rung.close();
  }

  private static void climb(Supplier<Rung> maker, Placement placement, ThreadKind threadKind)
      throws InterruptedException {
    var layout = placement.lay(THREADS, maker);
    try (var ladder =
        new Ladder(UnitKind.of(threadKind), THREADS, placement, layout, STEPS, 1, 1, true)) {
      ladder.climb();
      ladder.climb();
    }
  }

  static Stream<Arguments> shareable() {
    return withBothKinds(Stream.of(SharingKind.values()).filter(SharingKind::isShareable));
  }

  static Stream<Arguments> planted() {
    return withBothKinds(Stream.of(PlantedRung.values()));
  }

  private static Stream<Arguments> withBothKinds(Stream<? extends Enum<?>> contenders) {
    return contenders.flatMap(
        contender -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(contender, kind)));
  }
}
