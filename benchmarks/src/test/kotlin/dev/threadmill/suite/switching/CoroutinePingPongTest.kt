package dev.threadmill.suite.switching

import dev.threadmill.recording.NotApplicable
import dev.threadmill.suite.CoroutineCrew
import dev.threadmill.suite.UnitKind
import java.util.concurrent.atomic.AtomicInteger
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalStateException
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** Tests that every wire between coroutines carries the baton, and that a faulty one is caught. */
class CoroutinePingPongTest {
  @ParameterizedTest
  @EnumSource(names = ["PARK", "SEMAPHORE", "CHANNEL", "YIELD"])
  fun thePairTakesTurns(contender: WireKind) {
    contender.pair(UnitKind.COROUTINE, 2, 500).use {
      assertThat(it.work()).isEqualTo(500)
      assertThat(it.work()).isEqualTo(1_000)
    }
  }

  @ParameterizedTest
  @EnumSource(names = ["PARK", "SEMAPHORE", "CHANNEL", "YIELD"])
  fun everyBatonArrivesOnceInOrderAndWhenItWasSent(contender: WireKind) {
    val there = contender.suspendingWire()
    val back = contender.suspendingWire()
    val batons = List(2_000) { Baton() }
    val sent = AtomicInteger()
    val send = suspend {
      for (baton in batons) {
        sent.incrementAndGet()
        there.send(baton)
        assertThat(back.receive()).isSameAs(baton)
      }
    }
    val echo = suspend {
      batons.forEachIndexed { number, baton ->
        val received = there.receive()
        assertThat(received).isSameAs(baton)
        assertThat(sent.get()).isEqualTo(number + 1)
        back.send(received)
      }
    }
    CoroutineCrew(listOf(send, echo)).work()
    assertThat(sent.get()).isEqualTo(2_000)
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = ["PARK", "SEMAPHORE", "CHANNEL", "YIELD"])
  fun whatBlocksIsNotForCoroutines(contender: WireKind) {
    assertThatThrownBy { contender.pair(UnitKind.COROUTINE, 2, 500) }
      .isInstanceOf(NotApplicable::class.java)
  }

  @Test
  fun theRoundOfAWireThatDoesNotWaitFails() {
    val hasty =
      object : SuspendingWire {
        private val baton = Baton()

        override suspend fun send(baton: Baton) {}

        override suspend fun receive() = baton
      }
    assertThatIllegalStateException()
      .isThrownBy { CoroutinePingPong(hasty, hasty, 500).work() }
      .withMessageContaining("The baton was passed")
  }
}
