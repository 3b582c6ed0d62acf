package dev.threadmill.suite.messaging

import dev.threadmill.recording.NotApplicable
import dev.threadmill.suite.CoroutineCrew
import dev.threadmill.suite.UnitKind
import kotlinx.coroutines.channels.Channel
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalStateException
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import org.junit.jupiter.params.provider.EnumSource
import org.junit.jupiter.params.provider.ValueSource

/** Tests that every message arrives once at a coroutine, and that a faulty channel is caught. */
class ChannelTrafficTest {
  @ParameterizedTest
  @CsvSource("0,1,1", "0,4,4", "1,3,1", "64,64,1", "64,1,4", "unbounded,3,3")
  fun everyMessageArrivesOnce(capacity: String, producers: Int, consumers: Int) {
    val traffic = Traffic(producers, consumers, Payload.FRESH_1_KILOBYTE, 1000)
    val shape = PipeShape.of(capacity, producers, consumers)
    PipeKind.CHANNEL.team(UnitKind.COROUTINE, shape, traffic).use { team ->
      repeat(3) {
        team.work()
        assertThat(traffic.verify()).isEqualTo(999L * 1000 / 2)
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = [0, 1, 64, PipeShape.UNBOUNDED])
  fun theRoundOfAChannelThatLosesOrDoublesAMessageFails(capacity: Int) {
    for (copies in listOf(0, 2)) {
      val traffic = Traffic(2, 1, Payload.PREALLOCATED, 1000)
      val miswired = Miswired(Channel(capacity), copies)
      assertThatIllegalStateException()
        .isThrownBy {
          CoroutineCrew(ChannelTraffic(traffic, miswired).duties()).work()
          traffic.verify()
        }
        .withMessageContaining("1000 messages were sent")
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = ["CHANNEL"])
  fun whatBlocksIsNotForCoroutines(contender: PipeKind) {
    val traffic = Traffic(1, 1, Payload.PREALLOCATED, 10)
    assertThatThrownBy { contender.team(UnitKind.COROUTINE, PipeShape(64, 1, 1), traffic) }
      .isInstanceOf(NotApplicable::class.java)
  }

  /** A channel on which one message becomes none or two. */
  private class Miswired(private val sound: Channel<Message>, private val copies: Int) :
    Channel<Message> by sound {
    override suspend fun send(element: Message) =
      repeat(if (element.number() == 500L) copies else 1) { sound.send(element) }
  }
}
