package dev.threadmill.suite.footprint

import dev.threadmill.recording.NotApplicable
import dev.threadmill.suite.Workers
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

private const val LIMIT_SECONDS = 40L

/** Coroutines of one scope that are suspended, some calls deep, until a job completes. */
internal class SuspendedCoroutines(
  private val count: Int,
  private val body: suspend SuspendedCoroutines.() -> Unit,
) : Waiters {
  private val scope = CoroutineScope(Workers.dispatcher + SupervisorJob())
  private val waiting = CountDownLatch(count)
  private val released = Job()
  private val coroutines = ArrayList<Deferred<Unit>>(count)

  constructor(
    count: Int,
    depth: Int,
    threadLocals: Int,
  ) : this(count, { check(descend(depth) == depth) { "Waited at another depth" } }) {
    if (threadLocals > 0) {
      throw NotApplicable("A coroutine has no thread-local variables of its own")
    }
  }

  override fun start() {
    repeat(count) { coroutines += scope.async { body() } }
    check(waiting.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      "${waiting.count} of $count coroutines do not wait"
    }
    check(coroutines.none { it.isCompleted }) { "A coroutine ended and did not wait" }
  }

  override fun close() {
    released.complete()
    runBlocking { withTimeout(LIMIT_SECONDS * 1000) { coroutines.awaitAll() } }
  }

  /** Recurses to the given depth, waits there, and counts the calls on the way back. */
  suspend fun descend(depth: Int): Int {
    if (depth > 0) {
      return descend(depth - 1) + 1
    }
    waits()
    released.join()
    return 0
  }

  /** Notes that a coroutine waits. */
  fun waits() = waiting.countDown()
}
