package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Does a thread cost more to start and join when its task has a deep call stack?
///
/// **Varies:** how many frames deep the task goes, how it gets its thread, and the kind of
/// thread.
/// **Measures:** time per task in batches of a hundred, the descent itself included.
/// **Beware:** the task does not wait at the bottom. A virtual thread's stack is copied only
/// when it waits, which the depth in `suite.switching` measures. The JIT may merge frames.
/// **Expect:** a fresh platform thread touches new stack pages; a virtual thread runs on its
/// carrier's stack, which is cached, like that of a pool thread.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar StackDepth -p depth=1,1000`
@Asks(
    id = "stack-depth",
    question = "What does a deep call stack add to starting and joining a thread?",
    factor = "threadKind",
    fixed = "contender=BARE_THREAD",
    typical = "depth=100")
public class StackDepthBenchmark extends TimedBenchmark {
  private static final int BATCH = 100;
  private static final int TASKS = 10 * BATCH;

  @Param LaunchKind contender;
  @Param ThreadKind threadKind;

  /// Frames below that of the task; some ten thousand overflow the stack.
  @Param({"1", "100", "1000"})
  int depth;

  private SpawningCrew spawner;

  @Setup
  public void open() {
    var launcher = contender.open(threadKind, BATCH);
    spawner =
        new SpawningCrew(
            launcher, ThreadKind.PLATFORM, 1, TASKS, new SpawningCrew.Batches(BATCH, 0, depth));
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
