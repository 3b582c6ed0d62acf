package dev.threadmill.suite.machine;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/// What does reading the clock cost, and how fine is its resolution?
///
/// **Varies:** the clock.
/// **Measures:** time per reading; `granularity`: the smallest difference between two readings.
/// **Beware:** if the clock is read by a system call (as on some virtual machines), every
/// measured latency includes that call.
/// **Expect:** some tens of nanoseconds, and steps no coarser than that.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ClockBenchmark
/// -prof dev.threadmill.recording.Metrics`
@Asks(id = "clock", question = "What does reading the clock cost?", order = 130)
@Cells(in = {"quick", "standard"})
public class ClockBenchmark extends TimedBenchmark {
  private static final int READINGS = 100_000;

  @Param ClockKind contender;

  @Benchmark
  public long read() {
    return contender.read();
  }

  @TearDown(Level.Iteration)
  public void report() {
    Metrics.report("granularity", contender.granularity(READINGS), "ns");
  }
}
