package dev.threadmill.suite.spawning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every way to start a task does what it claims, and that one which does not is
/// caught.
class SpawningConformanceTest {

  @ParameterizedTest
  @MethodSource("contenders")
  void everyTaskRunsOnceOnAnotherThreadOfItsKindBeforeTheWaitEnds(
      LaunchKind contender, ThreadKind kind) throws Exception {
    try (var launcher = contender.open(kind, 600)) {
      new LauncherConformance(launcher, kind).check();
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void aTaskHasAThreadOfItsOwnOrAPlaceInAPool(LaunchKind contender, ThreadKind kind)
      throws Exception {
    try (var launcher = contender.open(kind, 50)) {
      var threads = new LauncherConformance(launcher, kind).threadsOf(50);
      switch (contender) {
        case BARE_THREAD, SPAWN, PER_TASK_EXECUTOR -> assertThat(threads).hasSize(50);
        case CACHED_POOL -> assertThat(threads).hasSizeBetween(1, 50);
        case FIXED_POOL, FORK_JOIN_POOL ->
            assertThat(threads).hasSizeBetween(1, Runtime.getRuntime().availableProcessors());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void everyTaskOfEveryBatchRunsOnce(LaunchKind contender, ThreadKind kind) throws Exception {
    try (var crew = new SpawningCrew(contender.open(kind, 20), 120, 20, 10)) {
      crew.work();
      crew.work();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMisWiredLauncherDoesNotConform(MisWiredLauncher misWired) {
    for (ThreadKind kind : ThreadKind.values()) {
      var conformance = new LauncherConformance(misWired.open(kind), kind);
      assertThatThrownBy(conformance::check).isInstanceOf(AssertionError.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOSES_EVERY_THOUSANDTH_TASK", "RUNS_EVERY_THOUSANDTH_TASK_TWICE"})
  void theRoundThatLosesOrRepeatsATaskFails(MisWiredLauncher misWired) throws Exception {
    for (ThreadKind kind : ThreadKind.values()) {
      try (var crew = new SpawningCrew(misWired.open(kind), 1_000, 100, 0)) {
        assertThatIllegalStateException()
            .isThrownBy(crew::work)
            .withMessageMatching("Task 99 ran (9|11) times in 10 batches");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void theFirstThreadRunsItsTask(LaunchKind contender, ThreadKind kind) throws Exception {
    try (var launcher = contender.open(kind, 1)) {
      assertThat(FirstThreadBenchmark.runOne(launcher)).isEqualTo(1);
    }
  }

  @Test
  void aFirstThreadThatLosesItsTaskFailsTheShot() {
    Launcher lossy =
        new Launcher() {
          @Override
          public Batch batch(int size) {
            return new Batch() {
              @Override
              public void start(Runnable[] tasks) {}

              @Override
              public void await() {}
            };
          }

          @Override
          public void close() {}
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> FirstThreadBenchmark.runOne(lossy))
        .withMessageContaining("ran 0 times");
  }

  @Test
  void aRoundWhoseTasksAreNoMultipleOfItsBatchesIsRefused() {
    try (var launcher = new BareThreads(ThreadKind.VIRTUAL)) {
      assertThatIllegalArgumentException().isThrownBy(() -> new SpawningCrew(launcher, 10, 7, 0));
    }
  }

  @Test
  void whatCannotBeMeasuredSaysWhy() {
    assertThatThrownBy(() -> LaunchKind.FORK_JOIN_POOL.open(ThreadKind.VIRTUAL, 1))
        .isInstanceOf(NotApplicable.class)
        .hasMessageContaining("cannot be virtual");
    assertThatThrownBy(() -> LaunchKind.CACHED_POOL.open(ThreadKind.PLATFORM, 10_001))
        .isInstanceOf(NotApplicable.class)
        .hasMessageContaining("10001 platform threads");
    assertThatThrownBy(() -> TreeKind.FORK_JOIN.plant(ThreadKind.VIRTUAL, 1))
        .isInstanceOf(NotApplicable.class);
    assertThatThrownBy(() -> TimerKind.SLEEPING_THREADS.sleepers(ThreadKind.PLATFORM, 100_000))
        .isInstanceOf(NotApplicable.class);
  }

  static Stream<Arguments> contenders() {
    return Stream.of(LaunchKind.values())
        .flatMap(
            contender -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(contender, kind)))
        .filter(
            cell ->
                cell.get()[0] != LaunchKind.FORK_JOIN_POOL || cell.get()[1] == ThreadKind.PLATFORM);
  }
}
