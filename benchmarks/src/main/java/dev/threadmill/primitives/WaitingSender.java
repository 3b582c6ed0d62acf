package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A sender that waits: its thread, its message, and what it was told.
final class WaitingSender {
  /// The state of a waiting sender.
  enum Word {
    /// It is in the line.
    WAIT,
    /// It was woken to try for itself, and has not begun.
    CALLED,
    /// It tries: nobody else may take its message.
    TRYING,
    /// The receiver is about to take its message, a matter of two instructions.
    TAKING,
    /// The receiver has its message.
    TAKEN,
    /// There is no receiver any more.
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

  /// The message, for whoever takes it out of the sender's hands.
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

  /// Forgets what it held, for a spare waiter must keep nothing alive.
  void clear() {
    thread = null;
    message = null;
  }

  Word word() {
    return word;
  }

  /// For the sender: whether it may try for itself now; else its message is taken or refused.
  boolean mayTry() {
    while (!WORD.compareAndSet(this, Word.CALLED, Word.TRYING)) {
      if (word == Word.TAKEN || word == Word.REFUSED) {
        return false;
      }
      Thread.yield(); // the receiver has its hand on the message
    }
    return true;
  }

  /// For the receiver: the message, unless the sender has begun to try for itself, or others came
  /// first after all. It is read between two turns of the word: before the first the waiter could
  /// be in another wait, after the second it already may be.
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

  /// Tells, and wakes. The thread is read first: a waiter that has heard may be in use anew.
  void tell(Word word) {
    Thread waiting = thread;
    this.word = word;
    LockSupport.unpark(waiting);
  }

  /// Waits to be told something, through interrupts; true if there was one.
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
