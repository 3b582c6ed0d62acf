package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost to pass a thread's values to the threads that it starts?
///
/// **Varies:** how the values are passed, their number, how many children are started before
/// the first is joined, and the kind of thread, for parent and children alike.
/// **Measures:** time per child: starting it, reading every value in it once, and joining it.
/// **Beware:** the start and the join dominate the figure, above all for a platform thread; the
/// parameter shows what they cost alone. Structured scopes are a preview of JDK 25 and do more
/// than the rest: they track what was forked.
/// **Expect:** inheritable thread-locals pay per value and child, in time and memory; in a
/// structured scope a child pays nothing for values that it does not read.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ContextInheritance -prof gc`
@Asks(
    id = "context-inherit",
    question = "What does handing context to a new thread cost?",
    typical = {"threadKind=VIRTUAL", "values=1", "children=100"})
public class ContextInheritanceBenchmark extends TimedBenchmark {
  private static final int TOTAL = 10_000;

  @Param HandDownKind contender;
  @Param ThreadKind threadKind;

  @Param({"1", "50"})
  int values;

  /// How many are started before the first is joined, a divisor of 10 000.
  @Param({"100", "10000"})
  int children;

  private Family family;

  @Setup
  public void found() {
    var handDown = contender.open(threadKind, Value.some(values));
    family = new Family(handDown, threadKind, values, children, TOTAL);
  }

  @Benchmark
  @OperationsPerInvocation(TOTAL)
  public void startReadAndJoin() throws InterruptedException {
    family.work();
  }

  @TearDown
  public void part() throws InterruptedException {
    family.close();
  }
}
