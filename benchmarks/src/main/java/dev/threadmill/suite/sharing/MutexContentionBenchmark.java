package dev.threadmill.suite.sharing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// How many times a second can threads that all want one lock take it?
///
/// **Varies:** the lock, the number of threads, their kind, and the work between two locks.
/// **Measures:** the time of one lock, increment and unlock, all threads taken together. A fixed
/// number of them is shared out; the threads are started and joined within the invocation.
/// **Beware:** without work in between a barging lock is at its best, since a thread that runs
/// keeps the lock for its whole time slice; that is throughput bought with waiting. With more
/// threads than cores the scheduler is measured too. The JMH worker itself only waits.
/// **Expect:** locks that wake a waiter at each unlock pay a switch for each; see results/.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MutexContentionBenchmark`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MutexContentionBenchmark {
  private static final int ACQUISITIONS = 1 << 18;

  /// How to make the threads that contend.
  public enum Threads {
    PLATFORM,
    VIRTUAL;

    Thread start(Runnable task) {
      return switch (this) {
        case PLATFORM -> Thread.ofPlatform().daemon().start(task);
        case VIRTUAL -> Thread.ofVirtual().start(task);
      };
    }
  }

  @Param public LockKind lockKind = LockKind.MUTEX;
  @Param public Threads threadKind = Threads.PLATFORM;

  @Param({"4", "64"})
  public int threads = 4;

  /// Blackhole tokens consumed after each unlock.
  @Param({"0", "50"})
  public int workBetween;

  @Benchmark
  @OperationsPerInvocation(ACQUISITIONS)
  public long increment() throws InterruptedException {
    var counter = lockKind.create();
    var start = new CountDownLatch(1);
    var contenders = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      contenders[i] = threadKind.start(() -> contend(counter, start, ACQUISITIONS / threads));
    }
    start.countDown();
    for (var contender : contenders) {
      contender.join();
    }
    long count = counter.count();
    if (count != ACQUISITIONS) {
      throw new IllegalStateException(count + " of " + ACQUISITIONS + " increments");
    }
    return count;
  }

  private void contend(LockedCounter counter, CountDownLatch start, int acquisitions) {
    try {
      start.await();
    } catch (InterruptedException e) {
      return; // the count will not add up
    }
    for (int i = 0; i < acquisitions; i++) {
      counter.increment();
      Blackhole.consumeCPU(workBetween);
    }
  }
}
