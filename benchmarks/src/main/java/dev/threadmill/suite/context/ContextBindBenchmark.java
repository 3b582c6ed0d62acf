package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost to bind values, read each of them once in a callee, and unbind them?
///
/// **Varies:** how the values are passed, their number, and the kind of thread.
/// **Measures:** time to bind all values together, with one read of each.
/// **Beware:** thread-locals are removed after each use, as they must be in a long-lived
/// thread. Binding scoped values clears any cached copies of them from the thread's cache.
/// **Expect:** thread-locals pay for setting and removing each value; scoped values pay for the
/// frame and for the first read of each value, which searches all that were bound after it.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ContextBind`
@Asks(
    id = "context-bind",
    question = "What does binding thread-local or scoped context cost?",
    typical = {"threadKind=VIRTUAL", "values=6"})
public class ContextBindBenchmark extends TimedBenchmark {
  private static final int BINDINGS = 20_000;

  @Param ContextKind contender;
  @Param ThreadKind threadKind;

  @Param({"1", "6", "50"})
  int values;

  private ContextCrew binder;

  @Setup
  public void open() {
    binder = new ContextCrew(contender.open(values), threadKind, values, BINDINGS, values);
  }

  @Benchmark
  @OperationsPerInvocation(BINDINGS)
  public long bindAndRead() throws InterruptedException {
    return binder.work();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    binder.close();
  }
}
