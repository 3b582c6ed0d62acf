package dev.threadmill.suite.sharing;

import java.util.concurrent.TimeUnit;
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

/// What does a lock cost that nobody else wants?
///
/// **Varies:** the lock.
/// **Measures:** lock, add one to a plain count, unlock, on one thread.
/// **Beware:** the JIT may merge neighbouring `synchronized` blocks of one loop; each invocation
/// here is one call, whose lock it cannot see beyond. `-prof gc` shows that none allocates.
/// **Expect:** two read-modify-writes of a cached word, whichever lock; compare with
/// `HarnessBaselineBenchmark` for what the call itself costs.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MutexUncontendedBenchmark -prof gc`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MutexUncontendedBenchmark {
  @Param public LockKind lockKind = LockKind.MUTEX;

  private LockedCounter counter = lockKind.create();
  private long increments;

  @Setup
  public void create() {
    counter = lockKind.create();
    increments = 0;
  }

  @Benchmark
  public void lockAndUnlock() {
    counter.increment();
    increments++;
  }

  @TearDown
  public void nothingWasLost() {
    if (counter.count() != increments) {
      throw new IllegalStateException(counter.count() + " of " + increments + " increments");
    }
  }
}
