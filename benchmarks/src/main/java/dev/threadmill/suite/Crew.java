package dev.threadmill.suite;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The threads under test, which the benchmark owns: started once, set to work in every invocation.
///
/// JMH itself runs a single worker, for it can neither start virtual threads soundly nor end a
/// round of threads that block each other.
public final class Crew implements AutoCloseable {
  /// What one member does in every round.
  public interface Duty {
    void run() throws Exception;
  }

  private final List<Thread> members;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile int round;
  private volatile boolean dismissed;
  private volatile CountDownLatch finished = new CountDownLatch(0);

  public Crew(ThreadFactory threads, List<? extends Duty> duties) {
    members =
        IntStream.range(0, duties.size())
            .mapToObj(i -> threads.newThread(() -> serve(duties.get(i))))
            .toList();
    members.forEach(Thread::start);
  }

  /// Has every member do its duty once, and waits for all.
  public void work() throws InterruptedException {
    finished = new CountDownLatch(members.size());
    round++; // by this thread alone
    members.forEach(LockSupport::unpark);
    finished.await();
    Throwable first = failure.get();
    if (first != null) {
      throw new IllegalStateException("A member of the crew failed: " + first, first);
    }
  }

  private void serve(Duty duty) {
    for (int next = 1; ; next++) {
      while (round < next && !dismissed) {
        LockSupport.park(this);
      }
      if (dismissed) {
        return;
      }
      try {
        duty.run();
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      }
      finished.countDown();
    }
  }

  /// Lets the members go; not to be called during a round.
  @Override
  public void close() throws InterruptedException {
    dismissed = true;
    for (Thread member : members) {
      LockSupport.unpark(member);
      member.join();
    }
  }
}
