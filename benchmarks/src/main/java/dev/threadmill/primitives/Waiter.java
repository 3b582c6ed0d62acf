package dev.threadmill.primitives;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A sender that waits: its thread, and what it was told.
final class Waiter {
  /// What a waiting sender is told.
  enum Word {
    WAIT,
    GO,
    REFUSED
  }

  @Nullable Thread thread;

  /// What waits to be taken, where there is no room to put it.
  @Nullable Object message;

  private volatile Word word = Word.WAIT;

  void prepare(@Nullable Object message) {
    this.thread = Thread.currentThread();
    this.message = message;
    this.word = Word.WAIT;
  }

  Word word() {
    return word;
  }

  /// The thread must be read first: a waiter that has heard its word may be used anew.
  void tell(Word word) {
    Thread waiting = thread;
    this.word = word;
    LockSupport.unpark(waiting);
  }

  /// Waits for a word, through interrupts; true if there was one.
  boolean listen() {
    boolean interrupted = false;
    for (int turn = 0; word == Word.WAIT; turn++) {
      if (!Patience.allows(turn)) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    return interrupted;
  }
}
