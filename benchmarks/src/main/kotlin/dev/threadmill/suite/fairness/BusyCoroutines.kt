package dev.threadmill.suite.fairness

import dev.threadmill.suite.CoroutineCrew
import dev.threadmill.suite.Shares
import dev.threadmill.suite.UnitKind
import dev.threadmill.suite.Workers
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

/** What the members of a [BusyCrew] do when they are coroutines. */
internal class BusyCoroutines(private val crew: BusyCrew, private val courtesy: Courtesy) {
  init {
    if (courtesy == Courtesy.PARK_NANOS || courtesy == Courtesy.BLOCKING_READ) {
      throw UnitKind.notForCoroutines()
    }
  }

  fun team(busy: Int) = CoroutineCrew(List(busy) { suspend { work(it) } })

  private suspend fun work(worker: Int) {
    var done = 0L
    crew.begins()
    while (crew.isWanted(done)) {
      BusyCrew.workAUnit()
      done++
      when (courtesy) {
        Courtesy.YIELD -> yield()
        Courtesy.SLEEP -> delay(timeMillis = 1)
        Courtesy.SPIN_WAIT -> Thread.onSpinWait()
        else -> {}
      }
    }
    crew.leaves(worker, done)
  }
}

/** A probe that is a coroutine for all turns, or a new one for each. */
internal class CoroutineProbe(private val waking: Waking) : Probe {
  override fun watch(window: Window, busy: BusyCrew): Shares =
    when (waking) {
      Waking.TIMER -> waitBeside(window, busy, { window.askInTime() }) { awaitTime(window, it) }
      Waking.UNPARK -> {
        val bell = Channel<Int>(Channel.UNLIMITED)
        waitBeside(window, busy, { Waking.ring(window) { bell.trySend(it) } }) { bell.receive() }
      }
      Waking.START -> startBeside(window, busy)
    }

  /** The others begin when the probe does: a scheduler that starves it would not let it begin. */
  private fun waitBeside(
    window: Window,
    busy: BusyCrew,
    ask: () -> Unit,
    await: suspend (turn: Int) -> Unit,
  ): Shares {
    val begun = CountDownLatch(1)
    val takeTurns = suspend {
      begun.countDown()
      repeat(window.turns()) {
        await(it)
        window.take(it)
      }
    }
    lateinit var shares: Shares
    CoroutineCrew(listOf(takeTurns)).work {
      check(begun.await(10, TimeUnit.SECONDS)) { "The probe does not begin" }
      shares = busy.work(window) { ask() }
    }
    return shares
  }

  private suspend fun awaitTime(window: Window, turn: Int) {
    while (!window.isOpen) { // its timer runs from before the others begin
      delay(Window.PERIOD_NANOS.nanoseconds)
    }
    while (window.untilDue(turn) > 0) {
      delay(window.untilDue(turn).nanoseconds)
    }
  }

  private fun startBeside(window: Window, busy: BusyCrew): Shares {
    val scope = CoroutineScope(Workers.dispatcher)
    val started = ArrayList<Job>(window.turns())
    val shares =
      busy.work(window) {
        Waking.ring(window) { turn -> started += scope.launch { window.take(turn) } }
      }
    runBlocking { withTimeout(10.seconds) { started.joinAll() } }
    return shares
  }

  override fun close() {}
}
