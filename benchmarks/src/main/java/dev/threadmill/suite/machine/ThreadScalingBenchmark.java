package dev.threadmill.suite.machine;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// How many cores are there really: does independent work get faster with each thread?
///
/// **Varies:** the number of threads, up to the number of cores and beyond, and their kind.
/// **Measures:** time per piece of work over all threads; each thread gets a fixed share of the
/// pieces.
/// **Beware:** hyperthread siblings, a CPU quota, or other work on the machine bend this line,
/// and bend every other comparison across cores by as much.
/// **Expect:** half the time with twice the threads, up to the number of cores; then no change.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ThreadScaling -p threads=1,2,3,4`
@Asks(
    id = "scaling",
    question = "Does independent work get faster with every thread?",
    factor = "threadKind",
    typical = "threads=2")
public class ThreadScalingBenchmark extends TimedBenchmark {
  private static final int PIECES = 24_000;
  private static final int TOKENS_A_PIECE = 1000;

  @Param ThreadKind threadKind;

  @Param({"1", "2"})
  int threads;

  private Workshop workshop;

  @Setup
  public void hire() {
    workshop = new Workshop(threadKind, threads, PIECES, ThreadScalingBenchmark::labour);
  }

  @Benchmark
  @OperationsPerInvocation(PIECES)
  public void work() throws InterruptedException {
    workshop.work();
  }

  static long labour(int share) {
    long pieces = 0;
    while (pieces < share) {
      Blackhole.consumeCPU(TOKENS_A_PIECE);
      pieces++;
    }
    return pieces;
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    workshop.close();
  }
}
