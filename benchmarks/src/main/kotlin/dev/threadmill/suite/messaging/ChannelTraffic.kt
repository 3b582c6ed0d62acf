package dev.threadmill.suite.messaging

import kotlin.math.max
import kotlin.math.min
import kotlinx.coroutines.channels.Channel

/**
 * What coroutines do to have a [Traffic] on a kotlinx channel, of any capacity from rendezvous to
 * unlimited.
 */
internal class ChannelTraffic(private val traffic: Traffic, private val channel: Channel<Message>) {
  constructor(traffic: Traffic, capacity: Int) : this(traffic, Channel(capacity))

  /** The work of each coroutine: first the consumers, then the producers. */
  fun duties(): List<suspend () -> Unit> {
    val consumers = List(traffic.consumers()) { suspend { receive(it) } }
    val supplies = List(traffic.producers()) { traffic.supply(it) }
    return consumers +
      supplies.mapIndexed { producer, supply -> suspend { send(producer, supply) } }
  }

  private suspend fun send(producer: Int, supply: Payload.Supply) {
    val first = traffic.first(producer)
    val end = traffic.first(producer + 1)
    traffic.begins()
    var longest = 0L
    var before = System.nanoTime()
    var next = first
    while (next < end) {
      val stretch = min(end, next + Traffic.SENDS_TIMED_TOGETHER)
      while (next < stretch) {
        channel.send(supply.message(next++))
      }
      val now = System.nanoTime()
      longest = max(longest, now - before)
      before = now
      traffic.hasSent(producer, next - first)
    }
    if (traffic.endsAsLast(producer, longest)) {
      repeat(traffic.consumers()) { channel.send(Message.END) }
    }
  }

  private suspend fun receive(consumer: Int) {
    var count = 0L
    var sum = 0L
    var message = channel.receive()
    while (message !== Message.END) {
      sum += traffic.read(message)
      count++
      message = channel.receive()
    }
    traffic.received(consumer, count, sum)
  }
}
