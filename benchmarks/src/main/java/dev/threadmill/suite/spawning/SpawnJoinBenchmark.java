package dev.threadmill.suite.spawning;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.TimedBenchmark;
import dev.threadmill.suite.UnitKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does running an empty task in another thread and waiting for it cost?
///
/// **Varies:** how the task gets its thread, the kind of thread, and how many tasks are started
/// before the first wait.
/// **Measures:** time per task, started and joined by one platform thread, in a warm JVM.
/// **Beware:** in a batch of one the caller sleeps for every task, so the figure includes a
/// switch there and one back. In a large batch the first tasks are done before the last is
/// started, and a pool's queue is measured, not its threads. A pool's threads are started
/// beforehand. Coroutines run on `Dispatchers.Default` and are started and joined by one in
/// `runBlocking`, which is entered once for all tasks.
/// **Expect:** the cost of a platform thread is in the kernel and hardly depends on the batch;
/// that of a virtual thread falls when its caller need not sleep.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar SpawnJoin -p contender=BARE_THREAD`
@Named("start and join")
@Asks(
    id = "spawn",
    question = "What does starting a thread and joining it cost?",
    factor = "threadKind",
    fixed = "contender=BARE_THREAD",
    typical = "batch=100",
    leads = true,
    order = 10)
@Asks(
    id = "thread-or-pool",
    question = "Thread or pool: what does running a small task cost?",
    typical = "batch=100",
    order = 15)
@Cells(
    in = "quick",
    at = {"contender=BARE_THREAD", "threadKind=PLATFORM,VIRTUAL", "batch=100"})
@Cells(
    in = "standard",
    at = {"contender=BARE_THREAD,CACHED_POOL,FORK_JOIN_POOL", "threadKind=PLATFORM,VIRTUAL"})
@Cells(
    in = "runtimes",
    at = {"contender=BARE_THREAD", "batch=1,100"})
public class SpawnJoinBenchmark extends TimedBenchmark {
  private static final int TASKS = 1_000;

  @Param LaunchKind contender;
  @Param UnitKind threadKind;

  /// How many tasks are started together, a divisor of 1000; for more see SpawnBurst.
  @Param({"1", "10", "100", "1000"})
  int batch;

  private SpawningCrew spawner;

  @Setup
  public void open() {
    var launcher = contender.open(threadKind, batch);
    spawner = new SpawningCrew(launcher, TASKS, batch, 0);
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnAndJoin() throws InterruptedException {
    spawner.work();
  }

  @TearDown
  public void close() throws InterruptedException {
    spawner.close();
  }
}
