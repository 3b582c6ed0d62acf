package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.suite.TimedBenchmark;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How long does it take to start a great many empty tasks together and wait for all of them?
///
/// **Varies:** how the tasks get their threads, the kind of thread, and the number of tasks.
/// **Measures:** time of the whole burst, from one platform thread, in a warm JVM; divided by
/// the number of tasks it continues where `SpawnJoinBenchmark` ends.
/// **Beware:** the first tasks have ended long before the last is started, so far fewer threads
/// are alive at once than tasks; but all could be, which limits the number of platform threads
/// tried.
/// **Expect:** time proportional to the number of tasks, until their memory exceeds the caches.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar SpawnBurst -p tasks=100000`
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Asks(
    id = "burst",
    question = "How long does it take to start thousands of threads and wait for all?",
    factor = "threadKind",
    fixed = "contender=BARE_THREAD",
    typical = "tasks=10000")
@Cells(
    in = "standard",
    at = {"contender=BARE_THREAD", "tasks=10000"})
public class SpawnBurstBenchmark extends TimedBenchmark {
  @Param LaunchKind contender;
  @Param ThreadKind threadKind;

  @Param({"1000", "10000", "100000"})
  int tasks;

  private SpawningCrew spawner;

  @Setup
  public void open() {
    var launcher = contender.open(threadKind, tasks);
    spawner = new SpawningCrew(launcher, tasks, tasks, 0);
  }

  @Benchmark
  public void spawnAndJoin() throws InterruptedException {
    spawner.work();
  }

  @TearDown
  public void close() throws InterruptedException {
    spawner.close();
  }
}
