package dev.threadmill.suite.spawning

import dev.threadmill.suite.Workers
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

/** Far longer than a tree needs, and within the minute that JMH gives an iteration. */
private val LIMIT = 40.seconds

/** A tree whose nodes are coroutines that await their children. */
internal class AsyncTree : Tree {
  override fun sum(leaves: Int): Long =
    runBlocking(Workers.dispatcher) { withTimeout(LIMIT) { sum(0, leaves) } }

  private suspend fun sum(first: Int, leaves: Int): Long =
    if (leaves == 1) {
      first.toLong()
    } else {
      coroutineScope {
        val part = leaves / Tree.CHILDREN
        List(Tree.CHILDREN) { async { sum(first + it * part, part) } }.awaitAll().sum()
      }
    }
}

/** A tree whose nodes are coroutines that send their sums to their parents' rendezvous channels. */
internal class KotlinChannelTree : Tree {
  override fun sum(leaves: Int): Long =
    runBlocking(Workers.dispatcher) {
      withTimeout(LIMIT) {
        val root = Channel<Long>()
        launch { report(root, 0, leaves) }
        root.receive()
      }
    }

  private suspend fun report(parent: SendChannel<Long>, first: Int, leaves: Int) {
    parent.send(sum(first, leaves))
  }

  private suspend fun sum(first: Int, leaves: Int): Long =
    if (leaves == 1) {
      first.toLong()
    } else {
      coroutineScope {
        val sums = Channel<Long>()
        val part = leaves / Tree.CHILDREN
        repeat(Tree.CHILDREN) { launch { report(sums, first + it * part, part) } }
        var sum = 0L
        repeat(Tree.CHILDREN) { sum += sums.receive() }
        sum
      }
    }
}
