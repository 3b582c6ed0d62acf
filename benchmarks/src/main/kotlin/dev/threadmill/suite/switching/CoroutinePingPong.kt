package dev.threadmill.suite.switching

import dev.threadmill.suite.CoroutineCrew
import java.util.concurrent.atomic.AtomicReference
import kotlin.coroutines.resume
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.yield

/** Two coroutines that take turns, by one wire there and another back. */
internal class CoroutinePingPong(
  private val there: SuspendingWire,
  private val back: SuspendingWire,
  private val trips: Int,
) : BatonPair {
  private val baton = Baton()
  private val crew = CoroutineCrew(listOf(::ping, ::pong))
  private var tripsBefore = 0L

  override fun work(): Long {
    crew.work()
    tripsBefore += trips
    baton.requireTrips(tripsBefore)
    return tripsBefore
  }

  private suspend fun ping() {
    var mine = baton
    for (trip in tripsBefore until tripsBefore + trips) {
      mine.pass(2 * trip)
      there.send(mine)
      mine = back.receive()
    }
  }

  private suspend fun pong() {
    for (trip in tripsBefore until tripsBefore + trips) {
      val mine = there.receive()
      mine.pass(2 * trip + 1)
      back.send(mine)
    }
  }
}

/** A one-way connection that carries a baton from one coroutine to another, which waits for it. */
interface SuspendingWire {
  suspend fun send(baton: Baton)

  suspend fun receive(): Baton
}

/** A wire made of a rendezvous channel. */
internal class KotlinChannelWire : SuspendingWire {
  private val channel = Channel<Baton>(Channel.RENDEZVOUS)

  override suspend fun send(baton: Baton) = channel.send(baton)

  override suspend fun receive() = channel.receive()
}

/** A wire with a semaphore whose permit says that the baton is there. */
internal class KotlinSemaphoreWire : SuspendingWire {
  private val permit = Semaphore(permits = 1, acquiredPermits = 1)
  private lateinit var sent: Baton

  override suspend fun send(baton: Baton) {
    sent = baton
    permit.release()
  }

  override suspend fun receive(): Baton {
    permit.acquire()
    return sent
  }
}

/** A wire whose receiver suspends and is resumed by the sender. */
internal class ResumedWire : SuspendingWire {
  /** The baton that was sent, or the continuation that waits for it, or null. */
  private val place = AtomicReference<Any?>()

  override suspend fun send(baton: Baton) {
    if (!place.compareAndSet(null, baton)) {
      takeContinuation().resume(baton)
    }
  }

  override suspend fun receive(): Baton =
    place.getAndSet(null) as Baton?
      ?: suspendCancellableCoroutine { continuation ->
        if (!place.compareAndSet(null, continuation)) {
          continuation.resume(place.getAndSet(null) as Baton) // it came meanwhile
        }
      }

  @Suppress("UNCHECKED_CAST") // nobody else puts another thing there
  private fun takeContinuation() = place.getAndSet(null) as CancellableContinuation<Baton>
}

/** A wire whose receiver yields to other coroutines until the baton arrives. */
internal class KotlinYieldingWire : SuspendingWire {
  @Volatile private var sent: Baton? = null

  override suspend fun send(baton: Baton) {
    sent = baton
  }

  override suspend fun receive(): Baton {
    while (true) {
      sent?.let {
        sent = null
        return it
      }
      yield()
    }
  }
}
