package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost to read a value that a caller has bound?
///
/// **Varies:** how the value is passed, how many are bound, and the kind of thread that reads.
/// **Measures:** time per read over all slots in turn, each read in its own call.
/// **Beware:** every figure includes the call, a nanosecond or two, which keeps the JIT from
/// hoisting the reads; the parameter shows what the call alone costs. A thread caches the
/// scoped values that it read recently in a small cache: with many values they are looked up
/// again.
/// **Expect:** a few nanoseconds at most; with fifty values a scoped value costs most, because
/// its cache is smaller than that.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ContextRead`
@Named("read context")
@Asks(
    id = "context",
    question = "What does reading thread-local or scoped context cost?",
    typical = "values=6",
    order = 120)
@Cells(
    in = "quick",
    at = {"threadKind=VIRTUAL", "values=6"})
@Cells(in = "standard", at = "values=6")
public class ContextReadBenchmark extends TimedBenchmark {
  private static final int READS = 1_000_000;

  @Param ContextKind contender;
  @Param ThreadKind threadKind;

  @Param({"1", "6", "50"})
  int values;

  private ContextCrew reader;

  @Setup
  public void bind() {
    reader = new ContextCrew(contender.open(values), threadKind, values, 1, READS);
  }

  @Benchmark
  @OperationsPerInvocation(READS)
  public long read() throws InterruptedException {
    return reader.work();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    reader.close();
  }
}
