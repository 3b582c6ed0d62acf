package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A waiting sender: its thread, its message, and what it was told.
final class WaitingSender {
  /// The state of a waiting sender.
  enum Word {
    /// It waits in the line.
    WAIT,
    /// It was woken to retry, and has not begun.
    CALLED,
    /// It retries: nobody else may take its message.
    TRYING,
    /// The receiver is taking its message, a matter of two instructions.
    TAKING,
    /// The receiver has its message.
    TAKEN,
    /// The receiver is gone.
    REFUSED
  }

  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(WaitingSender.class, "word", Word.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// The message, for the thread that takes it from the sender.
  @Nullable Object message;

  private final Patience patience;
  private @Nullable Thread thread;
  private volatile Word word = Word.WAIT;

  WaitingSender(Patience patience) {
    this.patience = patience;
  }

  void prepare(Object message) {
    this.thread = Thread.currentThread();
    this.message = message;
    this.word = Word.WAIT;
  }

  /// Clears the fields, because a spare waiter must keep nothing alive.
  void clear() {
    thread = null;
    message = null;
  }

  Word word() {
    return word;
  }

  /// Waits until the sender may retry; returns false if its message was taken or refused
  /// instead.
  boolean mayTry() {
    while (!WORD.compareAndSet(this, Word.CALLED, Word.TRYING)) {
      if (word == Word.TAKEN || word == Word.REFUSED) {
        return false;
      }
      Thread.yield(); // the receiver is taking the message
    }
    return true;
  }

  /// Takes the message, for the receiver, unless the sender has begun to retry or others turn
  /// out to come first. The message is read between two changes of the word: before the first
  /// the waiter could be in another wait, and after the second it may already be.
  @Nullable Object take(BooleanSupplier isFirst) {
    if (!WORD.compareAndSet(this, Word.CALLED, Word.TAKING)) {
      return null;
    }
    if (!isFirst.getAsBoolean()) {
      word = Word.CALLED;
      return null;
    }
    Object taken = message;
    word = Word.TAKEN;
    return taken;
  }

  /// Sets the word and wakes the sender. The thread is read first: a waiter that has seen the
  /// word may already be reused.
  void tell(Word word) {
    Thread waiting = thread;
    this.word = word;
    LockSupport.unpark(waiting);
  }

  /// Waits until the word changes, through interrupts; returns true if there was one.
  boolean listen() {
    boolean interrupted = false;
    for (int turn = 0; word == Word.WAIT; turn++) {
      if (!patience.allows(turn)) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    return interrupted;
  }
}
