package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.OneShotBenchmark;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/// How long does a freshly started JVM take to run its first thread of a kind?
///
/// M:N threads need a larger runtime than 1:1 threads; this is its one-time cost.
///
/// **Varies:** how the task gets its thread, and the kind of thread.
/// **Measures:** the time to create the launcher, such as a pool, and to start and join the
/// thread, once in each fork. The metric `thread.second` is the same again in the same JVM.
/// **Beware:** JMH itself has already started platform threads and loaded the pool classes;
/// nothing in it has touched a virtual thread. Each fork yields one figure: take many forks.
/// JMH's own worker joins, because waking another thread would be a large part of the figure: a
/// join that never returns is interrupted when JMH's minute is over, and `run` ends a fork that
/// ignores that.
/// **Expect:** the first virtual thread starts the scheduler and its timers, which takes
/// milliseconds that later threads do not pay.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar FirstThread -f 20
/// -prof dev.threadmill.recording.Metrics`
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Asks(
    id = "first-thread",
    question = "How long does a fresh JVM take to run its first thread?",
    factor = "threadKind",
    fixed = "contender=BARE_THREAD")
@Cells(in = "standard", at = "contender=BARE_THREAD")
public class FirstThreadBenchmark extends OneShotBenchmark {
  @Param LaunchKind contender;
  @Param ThreadKind threadKind;

  @Benchmark
  public int startAndJoin() throws Exception {
    return once();
  }

  @TearDown(Level.Iteration)
  public void startTheSecond() throws Exception {
    long start = System.nanoTime();
    once();
    Metrics.report("thread.second", (System.nanoTime() - start) / 1e3, "us");
  }

  private int once() throws Exception {
    try (var launcher = contender.open(threadKind, 1)) {
      return runOne(launcher);
    }
  }

  /// Starts and joins a task.
  ///
  /// @throws IllegalStateException if it did not run exactly once
  static int runOne(Launcher launcher) throws Exception {
    var task = new CountedTask(0);
    var batch = launcher.batch(1);
    batch.start(new Runnable[] {task});
    batch.await();
    if (task.runs() != 1) {
      throw new IllegalStateException("The task ran " + task.runs() + " times");
    }
    return task.runs();
  }
}
