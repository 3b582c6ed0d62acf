package dev.threadmill.suite.spawning

import dev.threadmill.suite.Workers
import kotlin.time.Duration.Companion.nanoseconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch

/** Sleepers that are coroutines, launched for every round. */
internal class DelayedCoroutines(count: Int) : Sleepers(count) {
  private val scope = CoroutineScope(Workers.dispatcher)

  override fun begin() {
    repeat(count()) { scope.launch { sleepAs(it) } }
  }

  private suspend fun sleepAs(sleeper: Int) {
    goesToSleep()
    var left = due(sleeper) - System.nanoTime()
    while (left > 0) {
      delay(left.nanoseconds)
      left = due(sleeper) - System.nanoTime()
    }
    wakes(sleeper)
  }

  override fun close() = scope.cancel()
}
