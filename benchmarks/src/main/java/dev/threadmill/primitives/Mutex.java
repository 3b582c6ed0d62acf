package dev.threadmill.primitives;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A value that one thread at a time can reach: Rust's `std::sync::Mutex`.
///
/// ```java
/// var hits = Mutex.of(0);
/// hits.update(n -> n + 1);
/// try (var guard = hits.lock()) {
///   guard.set(guard.get() + 1);
/// }
/// ```
///
/// **Poison.** The lambda forms [#with] and [#update] poison the mutex when their body throws, so
/// that nobody trusts a half changed value unawares. A guard cannot do so by itself: unlike
/// Rust's, whose drop can ask whether the thread is panicking, `close()` does not see whether an
/// exception is on its way through the `try`. Code that locks with a guard and wants poison calls
/// [Guard#poison] where it catches. As in Rust only a failure that began after locking counts:
/// a body that runs while its caller handles an older exception poisons only if it throws itself.
///
/// **Not re-entrant.** Locking again on the same thread never returns; in checked mode it throws.
///
/// - *Blocking:* [#lock], [#with] and [#update] wait for the lock after a short bounded spin, and
///   park; a virtual thread gives its carrier back. The other methods never block.
/// - *Null:* neither the value nor an argument may be null: `NullPointerException`.
/// - *Interruption:* does not end a wait; the flag is set again when the lock is taken.
/// - *Fairness:* none. Waiters are woken in order of arrival, but a running thread may barge in.
/// - *Happens-before:* what a thread did before it unlocked happens before what the next holder
///   does after it has locked.
public final class Mutex<T> extends RawMutex {
  /// The only guard there is in fast mode.
  private final Guard<T> reusedGuard;

  private T value;

  /// The holder; kept in checked mode only.
  private volatile @Nullable Thread owner;

  private Mutex(T value) {
    this.value = value;
    this.reusedGuard = new Guard<>(this, false);
  }

  public static <T> Mutex<T> of(T value) {
    return new Mutex<>(requireNonNull(value));
  }

  /// Takes the lock and returns the guard whose [Guard#close] gives it back.
  ///
  /// In fast mode a mutex has one guard for ever, so that locking allocates nothing.
  ///
  /// @throws Poisoned if an earlier holder failed; the lock **is taken** and the exception
  ///     brings the guard. Rust's `lock().unwrap()`, which unlocks as it fails, is [#with].
  /// @throws IllegalStateException after [#intoInner]; in checked mode if this thread holds the
  ///     lock
  public Guard<T> lock() {
    if (acquireChecked()) {
      throw new Poisoned(guard());
    }
    return guard();
  }

  /// Takes the lock if it is free, else returns null: Rust's `try_lock` and its `WouldBlock`.
  ///
  /// @throws Poisoned as [#lock] does, with the lock taken; never if the lock was not free
  /// @throws IllegalStateException after [#intoInner]
  public @Nullable Guard<T> tryLock() {
    int found = tryAcquire();
    if ((found & LOCKED) != 0) {
      return null;
    }
    if ((found & POISONED) != 0) {
      throw new Poisoned(guard());
    }
    return guard();
  }

  /// Runs `body` on the value under the lock; poisons the mutex and rethrows if it throws.
  ///
  /// @throws Poisoned if an earlier holder failed; nothing is locked then, and `body` did not run
  /// @throws IllegalStateException as [#lock]
  public <R extends @Nullable Object> R with(Function<? super T, ? extends R> body) {
    requireNonNull(body, "body");
    try (var guard = lockOrRefuse()) {
      try {
        return body.apply(guard.get());
      } catch (Throwable failure) {
        guard.poison();
        throw failure;
      }
    }
  }

  /// Replaces the value by what `body` makes of it, under the lock; else as [#with].
  public void update(UnaryOperator<T> body) {
    requireNonNull(body, "body");
    try (var guard = lockOrRefuse()) {
      try {
        guard.set(body.apply(guard.get()));
      } catch (Throwable failure) {
        guard.poison();
        throw failure;
      }
    }
  }

  /// Whether a holder failed. Advice only: it may change before the caller acts on it.
  public boolean isPoisoned() {
    return poisoned();
  }

  /// Declares the value whole again; takes no lock.
  public void clearPoison() {
    setPoisoned(false);
  }

  /// Takes the value out for good; every later use throws.
  ///
  /// Rust's borrow checker proves that nobody else can reach the mutex. Here that it is free and
  /// nobody waits has to do.
  ///
  /// @throws Poisoned if a holder failed; the mutex stays as it was, for [#clearPoison] and again
  /// @throws IllegalStateException if it is locked, waited for, or consumed already
  public T intoInner() {
    if (!consume(wordOfFree())) {
      throw new IllegalStateException("the mutex was locked meanwhile");
    }
    return value;
  }

  /// The value, without locking, for a caller that alone can reach the mutex: Rust's `get_mut`.
  ///
  /// @throws Poisoned if a holder failed
  /// @throws IllegalStateException if it is locked, waited for, or consumed
  public T getMut() {
    wordOfFree();
    return value;
  }

  /// Names the state and not the value, which takes a lock to read.
  @Override
  public String toString() {
    int s = word();
    return "Mutex["
        + ((s & CONSUMED) != 0 ? "consumed" : (s & LOCKED) != 0 ? "locked" : "free")
        + ((s & POISONED) != 0 ? ", poisoned]" : "]");
  }

  private boolean acquireChecked() {
    if (Checks.ON && owner == Thread.currentThread()) {
      throw new IllegalStateException("this thread holds the mutex: it would wait for itself");
    }
    return acquire();
  }

  private Guard<T> lockOrRefuse() {
    if (acquireChecked()) {
      release();
      throw new Poisoned(null);
    }
    return guard();
  }

  /// The guard of the lock that this thread just took.
  private Guard<T> guard() {
    if (!Checks.ON) {
      return reusedGuard;
    }
    owner = Thread.currentThread();
    return new Guard<>(this, true);
  }

  private int wordOfFree() {
    int s = word();
    if ((s & ~POISONED) != 0) {
      throw new IllegalStateException("not free: " + this);
    }
    if (s != 0) {
      throw new Poisoned(null);
    }
    return s;
  }

  /// The right to reach the value of a locked [Mutex], and the duty to unlock it.
  ///
  /// Closing unlocks. In checked mode each lock gives a new guard: any use after close, a second
  /// close, and a change or close by another thread than the one that locked throw
  /// `IllegalStateException`, and a guard that is dropped unclosed is reported. In fast mode none
  /// of that is looked at; a wrong close then breaks the mutex.
  ///
  /// Never blocks, refuses null, and ignores interruption; fairness and happens-before are the
  /// mutex's.
  public static final class Guard<T> implements AutoCloseable {
    private final Mutex<T> mutex;
    private LeakWatch.@Nullable Ticket ticket;

    private Guard(Mutex<T> mutex, boolean watched) {
      this.mutex = mutex;
      this.ticket = watched ? LeakWatch.track(this, "Mutex.Guard") : null;
    }

    public T get() {
      checkOpen();
      return mutex.value;
    }

    public void set(T value) {
      checkOwner();
      mutex.value = requireNonNull(value);
    }

    /// Marks the value as not to be trusted, as a Rust guard does when it is dropped in a panic.
    public void poison() {
      checkOwner();
      mutex.setPoisoned(true);
    }

    /// Unlocks.
    @Override
    public void close() {
      checkOwner();
      if (Checks.ON) {
        requireNonNull(ticket).settled();
        ticket = null;
        mutex.owner = null;
      }
      mutex.release();
    }

    Mutex<T> mutex() {
      return mutex;
    }

    private void checkOpen() {
      if (Checks.ON && ticket == null) {
        throw new IllegalStateException("this guard was closed: the mutex is not held through it");
      }
    }

    private void checkOwner() {
      checkOpen();
      if (Checks.ON && mutex.owner != Thread.currentThread()) {
        throw new IllegalStateException("another thread holds the mutex");
      }
    }
  }
}
