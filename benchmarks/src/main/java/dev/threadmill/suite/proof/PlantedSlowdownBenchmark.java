package dev.threadmill.suite.proof;

import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Is a slowdown of 2, 3, 5 or 10 % found when it is known to exist?
///
/// **Varies:** how many operations an invocation performs while it claims a hundred, and which.
/// **Measures:** time per claimed operation, so that 102 operations are 2 % slower on any
/// machine: no calibration is needed, and no busy loop that the JIT might optimize away.
/// **Beware:** all arms run the same code, and the number is a field, so the JIT compiles
/// them alike. The fixed cost of an invocation is the same for all, and takes a hundredth or
/// less off the planted share.
/// **Expect:** ratios of speed of 0.980, 0.971, 0.952 and 0.909.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar aa`
public class PlantedSlowdownBenchmark extends TimedBenchmark {
  private static final int CLAIMED = 100;

  /// The operations that are really done.
  @Param({"100", "102", "103", "105", "110"})
  int contender;

  @Param Subject subject;

  private Work work;
  private long performed;

  @Setup
  public void open() {
    open(subject.open());
  }

  final void open(Work opened) {
    work = opened;
    performed = 0;
  }

  @Benchmark
  @OperationsPerInvocation(CLAIMED)
  public void operation() throws InterruptedException {
    work.perform(contender);
    performed += contender;
  }

  @TearDown
  public void everyOperationWasDone() throws InterruptedException {
    work.close();
    if (work.done() != performed) {
      throw new IllegalStateException(
          work.done() + " operations were done, and " + performed + " should have been");
    }
  }
}
