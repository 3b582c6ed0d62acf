package dev.threadmill.suite.fairness

import dev.threadmill.recording.NotApplicable
import dev.threadmill.suite.UnitKind
import java.util.concurrent.TimeUnit
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

private const val TURNS = 20
private val SHORT = TimeUnit.MILLISECONDS.toNanos(30)
private val LONG = TimeUnit.SECONDS.toNanos(20)
private val CPUS = Runtime.getRuntime().availableProcessors()

/** Tests that turns of coroutines are taken or left, and who starves whom. */
class BusyCoroutinesTest {
  @ParameterizedTest
  @EnumSource
  fun everyTurnIsTakenOrLeft(waking: Waking) {
    for (courtesy in listOf(Courtesy.NONE, Courtesy.YIELD, Courtesy.SPIN_WAIT, Courtesy.SLEEP)) {
      watch(courtesy, CPUS + 1, waking, SHORT) { busy, delays, left, smallestShare ->
        assertThat(delays).allMatch { it >= 0 }
        assertThat(delays.size + left).isEqualTo(TURNS)
        assertThat(smallestShare).isBetween(0.0, 1.0)
        assertThat(busy.units()).isPositive()
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  fun behindCoroutinesThatNeverSuspendNoTurnComes(waking: Waking) {
    watch(Courtesy.NONE, CPUS, waking, SHORT) { _, _, left, _ ->
      assertThat(left).isGreaterThan(TURNS / 2)
    }
  }

  @ParameterizedTest
  @EnumSource
  fun behindCoroutinesThatSuspendEveryTurnComes(waking: Waking) {
    watch(Courtesy.SLEEP, 2 * CPUS, waking, LONG) { _, _, left, _ -> assertThat(left).isZero() }
  }

  @ParameterizedTest
  @EnumSource(names = ["PARK_NANOS", "BLOCKING_READ"])
  fun whatBlocksIsNotForCoroutines(courtesy: Courtesy) {
    assertThatThrownBy { BusyCrew.of(UnitKind.COROUTINE, courtesy, 1) }
      .isInstanceOf(NotApplicable::class.java)
  }

  private fun watch(
    courtesy: Courtesy,
    many: Int,
    waking: Waking,
    patience: Long,
    outcome: (busy: BusyCrew, delays: List<Long>, left: Int, smallestShare: Double) -> Unit,
  ) {
    BusyCrew.of(UnitKind.COROUTINE, courtesy, many).use { busy ->
      waking.probe(UnitKind.COROUTINE).use { probe ->
        repeat(2) {
          val window = Window(TURNS, patience)
          val shares = probe.watch(window, busy)
          val delays = ArrayList<Long>()
          val left = window.delays { delays += it }
          outcome(busy, delays, left, shares.smallest())
        }
      }
    }
  }
}
