package dev.threadmill.suite.baseline;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.TimedBenchmark;
import java.util.Collections;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What does the harness itself cost: an empty method, a clock read, an idle crew?
///
/// **Varies:** for the crew, its size and kind of thread.
/// **Measures:** time per call; for the crew, the time from waking it until its last member has
/// finished.
/// **Beware:** do not subtract these figures; they show how small a difference can be seen.
/// **Expect:** the crew's round divided by the number of a benchmark's messages is that
/// benchmark's overhead.
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

  @Benchmark
  public void nothing() {}

  @Benchmark
  public long clock() {
    return System.nanoTime();
  }

  @Benchmark
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
