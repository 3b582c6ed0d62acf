package dev.threadmill.suite.machine;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How fast does data stream between memory and cores, and do more threads get more of it?
///
/// **Varies:** the loop, as in the STREAM benchmark; the number of threads and their kind.
/// **Measures:** time per element over all threads; `bandwidth` in the bytes that the loop
/// names, as STREAM counts them.
/// **Beware:** the three arrays together exceed most caches, but not all: if the last-level
/// cache holds them, this is the cache's figure. Most written data is read first
/// (write-allocate), which STREAM does not count.
/// **Expect:** two or three threads saturate memory; more cores do not help threads that wait
/// for it.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MemoryStream -p threads=1,2,4
/// -prof dev.threadmill.recording.Metrics`
@Asks(
    id = "memory-stream",
    question = "How fast do threads stream through memory?",
    typical = {"threadKind=PLATFORM", "threads=1"})
public class MemoryStreamBenchmark extends TimedBenchmark {
  /// 64 MiB in each of three arrays.
  private static final int ELEMENTS = 8 << 20;

  @Param Kernel contender;

  @Param ThreadKind threadKind;

  @Param({"1", "2"})
  int threads;

  private Streams streams;
  private long nanos;
  private long sweeps;

  @Setup
  public void fill() {
    streams = new Streams(threadKind, contender, threads, ELEMENTS);
  }

  @Setup(Level.Iteration)
  public void reset() {
    nanos = 0;
    sweeps = 0;
  }

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public void sweep() throws InterruptedException {
    nanos += streams.sweep();
    sweeps++;
  }

  @TearDown(Level.Iteration)
  public void report() {
    streams.checkAll();
    double bytes = (double) contender.bytes() * ELEMENTS * sweeps;
    Metrics.report("bandwidth", bytes / nanos, "GB/s");
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    streams.close();
  }
}
