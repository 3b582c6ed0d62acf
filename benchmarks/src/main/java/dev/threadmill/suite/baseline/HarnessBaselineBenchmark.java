package dev.threadmill.suite.baseline;

import dev.threadmill.suite.Crew;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What does the harness itself cost: an empty method, the clock, a crew that does nothing?
///
/// **Varies:** for the crew, its size and kind of thread.
/// **Measures:** time per call; for the crew, the time from its waking to its last member's end.
/// **Beware:** these are no figures to subtract; they tell how small a difference can be seen.
/// **Expect:** the crew's round divided by a benchmark's messages is that benchmark's overhead.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar HarnessBaseline`
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HarnessBaselineBenchmark {

  @Benchmark
  public void nothing() {}

  @Benchmark
  public long clock() {
    return System.nanoTime();
  }

  @Benchmark
  public void idleRound(IdleCrew idle) throws InterruptedException {
    idle.crew.work();
  }

  /// Members that end their round as soon as they begin it.
  @State(Scope.Benchmark)
  public static class IdleCrew {
    @Param({"2", "5", "65"})
    int members;

    @Param({"platform", "virtual"})
    String threads;

    private Crew crew;

    @Setup
    public void hire() {
      ThreadFactory factory =
          threads.equals("virtual")
              ? Thread.ofVirtual().factory()
              : Thread.ofPlatform().daemon().factory();
      Crew.Duty nothing = () -> {};
      crew = new Crew(factory, IntStream.range(0, members).mapToObj(i -> nothing).toList());
    }

    @TearDown
    public void dismiss() throws InterruptedException {
      crew.close();
    }
  }
}
