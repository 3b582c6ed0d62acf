package dev.threadmill.suite.baseline;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.TimedBenchmark;
import java.util.Collections;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What does the harness itself cost: an empty method, known work, a clock read, an idle crew?
///
/// **Varies:** for the crew, its size and kind of thread.
/// **Measures:** time per call; for the crew, the time from waking it until its last member has
/// finished; for `arithmetic`, the time of 1,000 steps, each of which needs the one before.
/// **Beware:** do not subtract these figures; they show how small a difference can be seen.
/// **Expect:** the crew's round divided by the number of a benchmark's messages is that
/// benchmark's overhead. Arithmetic takes the same time in every compiled language: where it
/// does not, clocks or loops of two runtimes disagree, and so would all else.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar HarnessBaseline`
@Asks(
    id = "harness",
    question = "What does the harness itself cost?",
    factor = "threadKind",
    typical = "members=2")
@Cells(
    in = "runtimes",
    at = {"members=2"})
public class HarnessBaselineBenchmark extends TimedBenchmark {

  private static final int CALLS = 100;
  private static final int STEPS = 1_000;

  /// What xorshift32 comes to from 1 in all these steps.
  private static final int END = 0xB7CE1F3D;

  /// Where the steps begin: no constant, of which a compiler would know what they come to.
  int seed = 1;

  @Benchmark
  @Named("empty method")
  public void nothing() {}

  @Benchmark
  @Named("arithmetic")
  @OperationsPerInvocation(CALLS)
  public int arithmetic() {
    int x = seed;
    for (int step = 0; step < CALLS * STEPS; step++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
    }
    if (x != END) {
      throw new IllegalStateException("The steps came to " + x + " and not to " + END);
    }
    return x;
  }

  @Benchmark
  @Named("clock read")
  public long clock() {
    return System.nanoTime();
  }

  @Benchmark
  @Named("idle round")
  public void idleRound(IdleCrew idle) throws InterruptedException {
    idle.round();
  }

  /// A crew whose members end their round as soon as they begin it.
  @State(Scope.Benchmark)
  public static class IdleCrew {
    @Param({"2", "5", "65"})
    int members;

    @Param ThreadKind threadKind;

    private Crew crew;

    @Setup
    public void hire() {
      hire(() -> {});
    }

    final void hire(Crew.Duty duty) {
      crew = new Crew(threadKind, Collections.nCopies(members, duty));
    }

    final void round() throws InterruptedException {
      crew.work();
    }

    @TearDown
    public void dismiss() throws InterruptedException {
      crew.close();
    }
  }
}
