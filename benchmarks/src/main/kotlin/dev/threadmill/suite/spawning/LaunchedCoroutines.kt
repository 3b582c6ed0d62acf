package dev.threadmill.suite.spawning

import dev.threadmill.suite.Workers
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** A launcher with a coroutine for every task. */
internal class LaunchedCoroutines : Launcher {
  override fun batch(size: Int): Launcher.Batch = Launched()

  override fun close() {}

  private class Launched : Launcher.Batch {
    private var jobs: List<Job> = emptyList()

    override fun start(tasks: Array<Runnable>) {
      jobs = CoroutineScope(Workers.dispatcher).launchAll(tasks)
    }

    override fun await() = runBlocking { jobs.joinAll() }

    override fun repeat(tasks: Array<Runnable>, times: Int) = runBlocking {
      repeat(times) { launchAll(tasks).joinAll() }
    }

    private fun CoroutineScope.launchAll(tasks: Array<Runnable>) = tasks.map {
      launch(Workers.dispatcher) { it.run() }
    }
  }
}
