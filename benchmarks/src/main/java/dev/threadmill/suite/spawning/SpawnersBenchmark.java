package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Does starting threads get faster when several threads do it, and when those are virtual?
///
/// **Varies:** the number of spawners and their kind; how a task gets its thread, and its kind.
/// **Measures:** time per task over all spawners, each starting and joining batches of a
/// hundred empty tasks.
/// **Beware:** a platform thread submits a virtual one to the scheduler's shared external
/// queue, a virtual thread to its carrier's own queue: the same call on different paths. On JDK
/// 21 a virtual spawner pins its carrier while it joins a platform thread.
/// **Expect:** virtual threads started by virtual threads scale with the cores; those started
/// by platform threads contend on that shared queue, and platform threads contend in the
/// kernel.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar Spawners -p contender=BARE_THREAD`
@Asks(
    id = "spawners",
    question = "What does starting a thread cost when several threads do it?",
    factor = "threadKind",
    fixed = "contender=BARE_THREAD",
    typical = {"spawners=2", "spawnerKind=PLATFORM"})
public class SpawnersBenchmark extends TimedBenchmark {
  private static final int BATCH = 100;
  private static final int TASKS = 24 * BATCH;

  @Param LaunchKind contender;
  @Param ThreadKind threadKind;

  /// How many threads start others, a divisor of 24; up to slightly more than cores make sense.
  @Param({"1", "2", "4"})
  int spawners;

  @Param ThreadKind spawnerKind;

  private SpawningCrew crew;

  @Setup
  public void open() {
    var launcher = contender.open(threadKind, spawners * BATCH);
    crew =
        new SpawningCrew(
            launcher, spawnerKind, spawners, TASKS, SpawningCrew.Batches.ofEmptyTasks(BATCH));
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public void spawnAndJoin() throws InterruptedException {
    crew.work();
  }

  @TearDown
  public void close() throws InterruptedException {
    crew.close();
  }
}
