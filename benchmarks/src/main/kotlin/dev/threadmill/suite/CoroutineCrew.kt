package dev.threadmill.suite

import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/**
 * The dispatcher of all coroutines under test: [Dispatchers.Default] with a worker for each CPU,
 * also where there is only one. By itself it has two at least, and a virtual thread's scheduler
 * one.
 */
object Workers {
  val dispatcher: CoroutineDispatcher

  init {
    val cpus = Runtime.getRuntime().availableProcessors()
    System.setProperty("kotlinx.coroutines.scheduler.core.pool.size", cpus.toString())
    dispatcher = Dispatchers.Default
  }
}

/**
 * Coroutines under test, launched for every round: starting one costs less than waking a thread.
 *
 * No round lasts forever: coroutines that wait for each other are cancelled after a while.
 */
class CoroutineCrew
@JvmOverloads
constructor(
  private val duties: List<suspend () -> Unit>,
  private val limit: Duration = 40.seconds,
) : Team {
  private val dispatcher = Workers.dispatcher

  override fun work() = work {}

  override fun work(beside: Crew.Duty) {
    val atWork = AtomicInteger(duties.size)
    try {
      runBlocking {
        withTimeout(limit) {
          for (duty in duties) {
            launch(dispatcher) {
              duty()
              atWork.decrementAndGet()
            }
          }
          beside.run()
        }
      }
    } catch (e: TimeoutCancellationException) {
      val late = "$atWork of ${duties.size} coroutines were still at work after $limit"
      throw IllegalStateException(late, e)
    } catch (e: InterruptedException) {
      throw e
    } catch (e: Exception) {
      throw IllegalStateException("A coroutine failed: $e", e)
    }
  }
}
