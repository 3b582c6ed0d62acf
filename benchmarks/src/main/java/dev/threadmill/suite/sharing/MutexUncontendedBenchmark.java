package dev.threadmill.suite.sharing;

import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does a lock cost that nobody else wants?
///
/// **Varies:** the lock.
/// **Measures:** lock, add one to a plain count, unlock, on one thread.
/// **Beware:** the JIT may merge neighbouring `synchronized` blocks of one loop; each invocation
/// here is one call, whose lock it cannot see beyond. `-prof gc` shows that none allocates.
/// **Expect:** two read-modify-writes of a cached word, whichever lock; compare with
/// `HarnessBaselineBenchmark` for what the call itself costs.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MutexUncontendedBenchmark -prof gc`
public class MutexUncontendedBenchmark extends TimedBenchmark {
  @Param public LockKind contender = LockKind.MUTEX;

  private LockedCounter counter = contender.create();
  private long increments;

  @Setup
  public void create() {
    counter = contender.create();
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
