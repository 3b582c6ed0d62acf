package dev.threadmill.suite.spawning

import dev.threadmill.primitives.ThreadKind
import dev.threadmill.recording.NotApplicable
import dev.threadmill.suite.UnitKind.COROUTINE
import java.lang.management.ManagementFactory
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalStateException
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** Tests that coroutines run what they are launched for, add up, and sleep to their time. */
class CoroutineSpawningTest {
  @Test
  fun everyTaskRunsOnceOnAWorkerBeforeTheWaitEnds() {
    LauncherConformance(LaunchKind.BARE_THREAD.open(COROUTINE, 600), ThreadKind.PLATFORM).check()
  }

  @Test
  fun everyTaskOfACrewRunsOnceABatch() {
    SpawningCrew(LaunchKind.BARE_THREAD.open(COROUTINE, 20), 120, 20, 10).use { crew ->
      repeat(3) { crew.work() }
    }
  }

  @Test
  fun aLauncherThatForgetsATaskIsCaught() {
    val forgetful =
      object : Launcher {
        private val sound = LaunchedCoroutines()

        override fun batch(size: Int): Launcher.Batch {
          val batch = sound.batch(size)
          return object : Launcher.Batch by batch {
            override fun repeat(tasks: Array<Runnable>, times: Int) =
              batch.repeat(tasks.copyOf(tasks.size - 1).requireNoNulls(), times)
          }
        }

        override fun close() {}
      }
    SpawningCrew(forgetful, 120, 20, 0).use { crew ->
      assertThatIllegalStateException()
        .isThrownBy(crew::work)
        .withMessageContaining("Task 19 ran 0")
    }
  }

  @ParameterizedTest
  @EnumSource(names = ["JOINED_THREADS", "CHANNELS"])
  fun theRootHasTheSumOfAllLeavesAndStartsNoThreads(contender: TreeKind) {
    val threads = ManagementFactory.getThreadMXBean()
    val before = threads.totalStartedThreadCount
    contender.plant(COROUTINE, 1_000).use { tree ->
      assertThat(tree.checkedSum(1)).isZero()
      assertThat(tree.checkedSum(10)).isEqualTo(45)
      assertThat(tree.checkedSum(1_000)).isEqualTo(499_500)
    }
    assertThat(threads.totalStartedThreadCount - before).isLessThan(500)
  }

  @Test
  fun nobodyWakesEarlyAndEveryoneWakes() {
    TimerKind.SLEEPING_THREADS.sleepers(COROUTINE, 40).use { sleepers ->
      for (spreadMillis in listOf(0, 20, 0)) {
        sleepers.sleep(spreadMillis * 1_000_000L)
        sleepers.awaitAll()
        for (sleeper in 0 until sleepers.count()) {
          assertThat(sleepers.lateNanos(sleeper)).isNotNegative()
        }
      }
    }
  }

  @Test
  fun whatHasNoFormForCoroutinesSaysSo() {
    for (launcher in LaunchKind.entries - LaunchKind.BARE_THREAD) {
      assertThatThrownBy { launcher.open(COROUTINE, 1) }.isInstanceOf(NotApplicable::class.java)
    }
    assertThatThrownBy { TreeKind.FORK_JOIN.plant(COROUTINE, 1) }
      .isInstanceOf(NotApplicable::class.java)
    assertThatThrownBy { TimerKind.SCHEDULED_EXECUTOR.sleepers(COROUTINE, 1) }
      .isInstanceOf(NotApplicable::class.java)
  }
}
