package dev.threadmill.suite;

import dev.threadmill.primitives.ThreadKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The threads under test, owned by the benchmark: started once and woken for every invocation.
///
/// JMH itself runs a single worker, because it can neither start virtual threads soundly nor
/// end a round of threads that block each other. No round lasts forever: members that block
/// each other are abandoned after a while, and the failure shows where each of them is stuck.
public final class Crew implements Team {
  /// The work of one member in every round.
  public interface Duty {
    void run() throws Exception;
  }

  /// Far longer than any working round, and within the minute that JMH gives an iteration.
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private static final int STACKS_SHOWN = 20;

  private final Duration limit;
  private final List<Thread> members;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile int round;
  private volatile boolean dismissed;
  private volatile CountDownLatch finished = new CountDownLatch(0);

  public Crew(ThreadKind kind, List<? extends Duty> duties) {
    this(kind, duties, LIMIT);
  }

  /// @param limit the time after which a round is abandoned
  public Crew(ThreadKind kind, List<? extends Duty> duties, Duration limit) {
    this.limit = limit;
    members =
        IntStream.range(0, duties.size())
            .mapToObj(i -> kind.newThread(() -> serve(duties.get(i))))
            .toList();
    members.forEach(Thread::start);
  }

  @Override
  public void work() throws InterruptedException {
    begin();
    end();
  }

  @Override
  public void work(Duty beside) throws Exception {
    begin();
    beside.run();
    end();
  }

  /// Waits for the end of the round, but no longer than that, and returns whether it has ended;
  /// for what runs beside it.
  public boolean hasEnded(Duration patience) throws InterruptedException {
    return finished.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Returns the place of a thread in the list of duties; -1 if it is no member.
  public int member(Thread thread) {
    return members.indexOf(thread);
  }

  private void begin() {
    finished = new CountDownLatch(members.size());
    round++; // written by this thread only
    members.forEach(LockSupport::unpark);
  }

  private void end() throws InterruptedException {
    boolean allFinished = finished.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    Throwable first = failure.get();
    if (first != null) {
      throw new IllegalStateException("A member of the crew failed: " + first, first);
    }
    if (!allFinished) {
      throw stuck();
    }
  }

  private IllegalStateException stuck() {
    var stuck =
        new IllegalStateException(
            finished.getCount()
                + " of "
                + members.size()
                + " members were still at work after "
                + limit.toMillis()
                + " ms");
    for (Thread member : members.subList(0, Math.min(STACKS_SHOWN, members.size()))) {
      stuck.addSuppressed(Departure.whereItStands(member));
    }
    return stuck;
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
        giveUp(); // the others may be waiting for this one
      }
      finished.countDown();
    }
  }

  private void giveUp() {
    for (long left = finished.getCount(); left > 0; left--) {
      finished.countDown();
    }
  }

  /// Dismisses the members. After a failure some may be stuck, and are left behind.
  @Override
  public void close() throws InterruptedException {
    dismissed = true;
    members.forEach(LockSupport::unpark);
    if (failure.get() == null && finished.getCount() == 0) {
      Departure.await(members);
    }
  }
}
