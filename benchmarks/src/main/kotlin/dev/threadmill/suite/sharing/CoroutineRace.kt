package dev.threadmill.suite.sharing

import dev.threadmill.suite.CoroutineCrew
import dev.threadmill.suite.Shares
import dev.threadmill.suite.Standing
import java.util.concurrent.atomic.AtomicInteger
import kotlin.math.max
import kotlin.math.min
import kotlinx.coroutines.Job
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.sync.withPermit

/**
 * Coroutines that step on the rungs of a [Ladder], each its share: what [Contest] is to threads.
 */
internal class CoroutineRace(
  private val ladder: Ladder,
  private val contestants: Int,
  private val turns: Long,
  longTurns: Boolean,
) : Race {
  private val timedTogether = if (longTurns) 1 else Contest.TURNS_TIMED_TOGETHER
  private val standing = Standing(contestants)
  private val crew = CoroutineCrew(List(contestants) { suspend { compete(it) } })
  private val step = Contest.Turn(ladder::step)
  private val arrived = AtomicInteger()
  private var gate = Job()

  override fun run(): Shares {
    standing.clear()
    arrived.set(0)
    gate = Job()
    crew.work()
    return standing.shares().orElseThrow()
  }

  private suspend fun compete(contestant: Int) {
    val mine = Contest.share(turns, contestants, contestant)
    if (arrived.incrementAndGet() == contestants) gate.complete() else gate.join()
    var longest = 0L
    var start = System.nanoTime()
    var taken = 0L
    while (taken < mine) {
      val stretch = min(mine, taken + timedTogether)
      while (taken < stretch) {
        take(contestant, taken++)
      }
      val end = System.nanoTime()
      longest = max(longest, end - start)
      start = end
      standing.reached(contestant, taken)
    }
    standing.finished(contestant, longest)
  }

  private suspend fun take(contestant: Int, number: Long) {
    val rung = ladder.rung(contestant, number)
    if (rung is SuspendingRung) {
      rung.stepSuspending(ladder.holdTokens())
      ladder.think()
    } else {
      Contest.once(step, contestant, number)
    }
  }
}

/** A plain count behind a lock that suspends the coroutine which finds it taken. */
internal sealed class SuspendingRung : Rung {
  protected var value = 0L

  abstract suspend fun stepSuspending(holdTokens: Long)

  /** A step of a caller that is no coroutine. */
  override fun step(holdTokens: Long) = runBlocking { stepSuspending(holdTokens) }

  override fun count() = value

  class ByKotlinMutex : SuspendingRung() {
    private val mutex = Mutex()

    override suspend fun stepSuspending(holdTokens: Long) = mutex.withLock {
      value++
      Rung.hold(holdTokens)
    }
  }

  class ByKotlinSemaphore : SuspendingRung() {
    private val permit = Semaphore(permits = 1)

    override suspend fun stepSuspending(holdTokens: Long) = permit.withPermit {
      value++
      Rung.hold(holdTokens)
    }
  }
}
