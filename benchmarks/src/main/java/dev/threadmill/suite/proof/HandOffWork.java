package dev.threadmill.suite.proof;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Departure;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A hand-off: passes the turn to a partner thread and waits to get it back; the waiting thread
/// is parked.
///
/// The partner lives as long as the work. Waking it for each invocation would add to the cost
/// of the operations, and 2 % more of them would not take 2 % longer.
final class HandOffWork implements Work {
  /// The turn: even for the caller, odd for the partner. It is written before its reader is
  /// unparked, and read again after each park, so that no wake-up is lost.
  private volatile long turn;

  private volatile @Nullable Thread caller;
  private volatile boolean closed;
  private final Thread partner;

  /// Written by the partner only, before it passes the turn back.
  private long received;

  HandOffWork(ThreadKind kind) {
    partner = kind.newThread(this::serve);
    partner.start();
  }

  @Override
  public void perform(int operations) {
    Thread self = Thread.currentThread();
    if (caller != self) {
      caller = self;
    }
    long mine = turn;
    for (int i = 0; i < operations; i++) {
      turn = mine + 1;
      LockSupport.unpark(partner);
      mine += 2;
      while (turn != mine) {
        LockSupport.park(this);
      }
    }
  }

  private void serve() {
    for (long next = 1; ; next += 2) {
      while (turn != next) {
        if (closed) {
          return;
        }
        LockSupport.park(this);
      }
      received++;
      turn = next + 1;
      LockSupport.unpark(caller);
    }
  }

  @Override
  public long done() {
    return received;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    LockSupport.unpark(partner);
    Departure.await(List.of(partner));
  }
}
