package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.TimedBenchmark;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
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
public class MutexContentionBenchmark extends TimedBenchmark {
  private static final int ACQUISITIONS = 1 << 18;

  @Param public LockKind contender = LockKind.MUTEX;
  @Param public ThreadKind threadKind = ThreadKind.PLATFORM;

  @Param({"4", "64"})
  public int threads = 4;

  /// Blackhole tokens consumed after each unlock.
  @Param({"0", "50"})
  public int workBetween;

  @Benchmark
  @OperationsPerInvocation(ACQUISITIONS)
  public long increment() throws InterruptedException {
    var counter = contender.create();
    var start = new CountDownLatch(1);
    var rivals = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      rivals[i] = threadKind.newThread(() -> contend(counter, start, ACQUISITIONS / threads));
      rivals[i].start();
    }
    start.countDown();
    for (var rival : rivals) {
      rival.join();
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
