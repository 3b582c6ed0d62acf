package dev.threadmill.suite.sharing

import dev.threadmill.recording.NotApplicable
import dev.threadmill.suite.UnitKind
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalStateException
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

private const val COROUTINES = 4
private const val STEPS = 4_000L

/** On a busy machine coroutines may happen to run one after the other, and then none races. */
private const val MOST_CLIMBS = 1_000

/** Tests that coroutines lose no step, and that a rung which loses some is caught. */
class CoroutineRaceTest {
  @ParameterizedTest
  @EnumSource(names = ["MUTEX", "SEMAPHORE", "ARC", "GET_AND_ADD", "COMPARE_AND_SET", "LONG_ADDER"])
  fun coroutinesAreCountedRight(contender: SharingKind) {
    for (placement in Placement.entries) {
      val layout = placement.lay(COROUTINES) { contender.open(UnitKind.COROUTINE) }
      ladder(placement, layout).use {
        repeat(3) { _ -> assertThat(it.climb().longestWaitNanos()).isPositive() }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = ["MUTEX", "SEMAPHORE"])
  fun aCallerThatIsNoCoroutineIsCountedRight(contender: SharingKind) {
    val rung = contender.open(UnitKind.COROUTINE)
    repeat(100) { rung.step(1) }
    Rung.check(arrayOf(rung), 100)
  }

  @ParameterizedTest
  @EnumSource(names = ["REENTRANT_LOCK", "REENTRANT_LOCK_FAIR", "SYNCHRONIZED", "STAMPED_LOCK"])
  fun whatBlocksIsNotForCoroutines(contender: SharingKind) {
    assertThatThrownBy { contender.open(UnitKind.COROUTINE) }
      .isInstanceOf(NotApplicable::class.java)
  }

  @Test
  fun aMiswiredRungFailsTheRoundItIsMeasuredIn() {
    for (planted in PlantedRung.entries) {
      val layout = Placement.SHARED.lay(1, planted::open)
      ladder(Placement.SHARED, layout).use {
        assertThatIllegalStateException()
          .isThrownBy { repeat(MOST_CLIMBS) { _ -> it.climb() } }
          .withMessageContaining("the count is")
      }
    }
  }

  private fun ladder(placement: Placement, layout: Placement.Layout) =
    Ladder(UnitKind.COROUTINE, COROUTINES, placement, layout, STEPS, 1, 1, false)
}
