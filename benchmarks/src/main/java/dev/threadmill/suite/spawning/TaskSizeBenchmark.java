package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// How much must a task compute before it no longer matters how its thread is started?
///
/// **Varies:** the work in a task, how it gets its thread, and the kind of thread.
/// **Measures:** time per task in batches of a hundred that share the cores. The metric
/// `task.alone` is the time of the work alone, measured in the same JVM after each iteration:
/// divided by the number of cores, it is the minimum cost of a task.
/// **Beware:** work is specified in tokens of JMH's Blackhole, some nanoseconds each, and not
/// in time, so that every contender and every machine does the same work.
/// **Expect:** no difference where a task takes a millisecond; the pools lead where it takes
/// less than starting a thread.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar TaskSize -p workTokens=500,5000
/// -prof dev.threadmill.recording.Metrics`
@Asks(
    id = "task-size",
    question = "How much must a task compute before its kind of thread no longer matters?",
    factor = "threadKind",
    fixed = "contender=BARE_THREAD",
    typical = "workTokens=5000")
@Cells(
    in = "standard",
    at = {"contender=BARE_THREAD", "workTokens=0,5000,500000"})
@Cells(
    in = "standard",
    at = {"contender=FIXED_POOL", "threadKind=PLATFORM", "workTokens=0,5000,500000"})
public class TaskSizeBenchmark extends TimedBenchmark {
  private static final int BATCH = 100;
  private static final int TASKS = 10 * BATCH;
  private static final long ALONE_NANOS = 5_000_000;

  @Param LaunchKind contender;
  @Param ThreadKind threadKind;

  /// Nothing, about one microsecond, about ten, and about a millisecond.
  @Param({"0", "500", "5000", "500000"})
  int workTokens;

  private SpawningCrew spawner;

  @Setup
  public void open() {
    var launcher = contender.open(threadKind, BATCH);
    spawner = new SpawningCrew(launcher, TASKS, BATCH, workTokens);
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnAndJoin() throws InterruptedException {
    spawner.work();
  }

  @TearDown(Level.Iteration)
  public void timeTheWorkAlone() {
    long start = System.nanoTime();
    long passed;
    int times = 0;
    do {
      for (int i = 0; i < BATCH; i++) { // otherwise the clock would count as work
        Blackhole.consumeCPU(workTokens);
      }
      times += BATCH;
      passed = System.nanoTime() - start;
    } while (passed < ALONE_NANOS);
    Metrics.report("task.alone", (double) passed / times, "ns");
  }

  @TearDown
  public void close() throws InterruptedException {
    spawner.close();
  }
}
