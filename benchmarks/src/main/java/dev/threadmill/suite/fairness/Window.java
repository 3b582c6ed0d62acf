package dev.threadmill.suite.fairness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/// A stretch of time in which a turn falls due each millisecond while other threads are busy.
///
/// It opens when they are at work. It is over when all turns have been taken, or when the last has
/// waited as long as a turn may. So it ends although nobody gets a turn, and a turn that is left
/// has waited at least that long. All times are nanoseconds since it opened.
final class Window {
  static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /// How much longer than a turn may wait it may last, whatever went wrong.
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final long madeAt = System.nanoTime();
  private final long patienceNanos;
  private final AtomicLongArray asked;
  private final AtomicLongArray taken;
  private final AtomicInteger taking = new AtomicInteger();
  private volatile long openedAt;
  private volatile boolean isOpen;

  /// @param patienceNanos how long a turn may wait
  Window(int turns, long patienceNanos) {
    asked = new AtomicLongArray(turns);
    taken = new AtomicLongArray(turns);
    this.patienceNanos = patienceNanos;
  }

  int turns() {
    return asked.length();
  }

  void open() {
    openedAt = System.nanoTime();
    isOpen = true;
  }

  boolean isOpen() {
    return isOpen;
  }

  private static long due(int turn) {
    return (turn + 1) * PERIOD_NANOS;
  }

  long now() {
    return isOpen ? System.nanoTime() - openedAt : 0;
  }

  /// How long it is until a turn is due; not above 0 if it is.
  long untilDue(int turn) {
    return due(turn) - now();
  }

  /// Notes that somebody asks for a turn now; its delay counts from here.
  void ask(int turn) {
    asked.set(turn, now());
  }

  /// Notes that all turns are asked for by a timer, so that delays count from when they are due.
  void askInTime() {
    for (int turn = 0; turn < turns(); turn++) {
      asked.set(turn, due(turn));
    }
  }

  boolean isAsked(int turn) {
    return asked.get(turn) != 0;
  }

  void take(int turn) {
    taken.set(turn, now());
    taking.incrementAndGet();
  }

  private boolean areAllTaken() {
    return taking.get() >= turns();
  }

  boolean isOver() {
    return areAllTaken()
        || isAsked(turns() - 1) && now() >= deadline()
        || System.nanoTime() - madeAt >= patienceNanos + LIMIT_NANOS;
  }

  private long deadline() {
    return asked.get(turns() - 1) + patienceNanos;
  }

  /// When it was over.
  long end() {
    long last = areAllTaken() ? 0 : deadline();
    for (int turn = 0; turn < turns(); turn++) {
      last = Math.max(last, taken.get(turn));
    }
    return Math.min(last, deadline());
  }

  /// Hands on the delay of each turn that did not wait too long, and returns how many did. To be
  /// called when nobody is busy any more, so that every turn that was asked for has been taken.
  int delays(LongConsumer each) {
    int left = 0;
    for (int turn = 0; turn < turns(); turn++) {
      long from = asked.get(turn);
      long to = taken.get(turn);
      if (from == 0) {
        throw new IllegalStateException("Turn " + turn + " was not asked for");
      }
      if (to < from) {
        throw new IllegalStateException(
            "Turn " + turn + (to == 0 ? " was never taken" : " was taken before it was asked for"));
      }
      if (to < deadline() && to - from < patienceNanos) {
        each.accept(to - from);
      } else {
        left++;
      }
    }
    return left;
  }
}
