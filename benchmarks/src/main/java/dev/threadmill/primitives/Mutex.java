package dev.threadmill.primitives;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A value that one thread at a time can access: Rust's `std::sync::Mutex`.
///
/// ```java
/// var hits = Mutex.of(0);
/// hits.update(n -> n + 1);
/// try (var guard = hits.lock()) {
///   guard.set(guard.get() + 1); // a throw in here unlocks and does not poison
/// }
/// ```
///
/// **Poison.** The lambda forms [#with], [#use] and [#update] poison the mutex when their body
/// throws, so that nobody unknowingly trusts a half-changed value. A guard cannot do so by itself:
/// Rust's guard asks on drop whether the thread is panicking, but `close()` cannot see whether
/// an exception is propagating through the `try`. Code that locks with a guard and wants
/// poisoning calls [Guard#poison] in a catch block within the `try`. As in Rust, only a failure
/// that began after locking counts: a body that runs while its caller handles an older
/// exception poisons only if it throws itself.
///
/// Every way to lock throws [Poisoned] then and has unlocked again, as Rust's `lock().unwrap()`
/// does. Code that can repair the value, or does without, locks all the same:
///
/// ```java
/// try (var guard = hits.lockAnyway()) {
///   if (hits.isPoisoned()) {
///     guard.set(0);
///     hits.clearPoison();
///   }
/// }
/// ```
///
/// **Not re-entrant.** Locking again on the same thread never returns; in checked mode it throws.
///
/// - *Blocking:* [#lock], [#lockAnyway] and the lambda forms wait for the lock with a short
///   bounded spin and then park; a virtual thread releases its carrier. The other methods
///   never block.
/// - *Null:* neither the value nor an argument may be null: `NullPointerException`.
/// - *Interruption:* does not end a wait; the flag is set again once the lock is taken.
/// - *Fairness:* none. Waiters are woken in order of arrival, but a running thread may barge in.
/// - *Happens-before:* what a thread did before it unlocked happens before what the next holder
///   does after locking.
public final class Mutex<T> extends RawMutex {
  private T value;

  /// The holder; kept in checked mode only.
  private volatile @Nullable Thread owner;

  private Mutex(T value) {
    this.value = value;
  }

  public static <T> Mutex<T> of(T value) {
    return new Mutex<>(requireNonNull(value));
  }

  /// Takes the lock and returns the guard whose [Guard#close] releases it.
  ///
  /// Each lock has its own guard, so that a guard closed twice cannot release what another lock
  /// took. The JIT allocates none that does not leave its method.
  ///
  /// @throws Poisoned if an earlier holder failed; nothing is locked then
  /// @throws IllegalStateException after [#intoInner]; in checked mode if this thread holds the
  ///     lock
  public Guard<T> lock() {
    if (acquireChecked()) {
      throw refused();
    }
    return guard();
  }

  /// Takes the lock, poisoned or not: Rust's `lock().unwrap_or_else(PoisonError::into_inner)`.
  ///
  /// @throws IllegalStateException as [#lock]
  public Guard<T> lockAnyway() {
    acquireChecked();
    return guard();
  }

  /// Takes the lock if it is free, otherwise returns null: Rust's `try_lock` and its
  /// `WouldBlock`.
  ///
  /// @throws Poisoned as [#lock] does; never if the lock was not free
  /// @throws IllegalStateException after [#intoInner]
  public @Nullable Guard<T> tryLock() {
    int found = tryAcquire();
    if ((found & LOCKED) != 0) {
      return null;
    }
    if ((found & POISONED) != 0) {
      throw refused();
    }
    return guard();
  }

  /// Takes the lock if it is free, poisoned or not; otherwise returns null.
  ///
  /// @throws IllegalStateException after [#intoInner]
  public @Nullable Guard<T> tryLockAnyway() {
    return (tryAcquire() & LOCKED) == 0 ? guard() : null;
  }

  /// Runs `body` on the value under the lock; poisons the mutex and rethrows if it throws.
  ///
  /// @throws Poisoned if an earlier holder failed; nothing is locked then, and `body` did not run
  /// @throws IllegalStateException as [#lock]
  public <R extends @Nullable Object> R with(Function<? super T, ? extends R> body) {
    requireNonNull(body, "body");
    try (var guard = lock()) {
      try {
        return body.apply(guard.get());
      } catch (Throwable failure) {
        guard.poison();
        throw failure;
      }
    }
  }

  /// Runs a `body` without a result; otherwise like [#with], whose name it cannot have because
  /// javac could not tell `list -> list.add(1)` for one from that for the other.
  public void use(Consumer<? super T> body) {
    requireNonNull(body, "body");
    try (var guard = lock()) {
      try {
        body.accept(guard.get());
      } catch (Throwable failure) {
        guard.poison();
        throw failure;
      }
    }
  }

  /// Replaces the value by the result of `body`, under the lock; otherwise like [#with].
  public void update(UnaryOperator<T> body) {
    requireNonNull(body, "body");
    try (var guard = lock()) {
      try {
        guard.set(body.apply(guard.get()));
      } catch (Throwable failure) {
        guard.poison();
        throw failure;
      }
    }
  }

  /// Whether a holder failed. A hint only: it may change before the caller acts on it.
  public boolean isPoisoned() {
    return poisoned();
  }

  /// Declares the value consistent again; takes no lock.
  public void clearPoison() {
    setPoisoned(false);
  }

  /// Takes the value out for good; every later use of the mutex throws.
  ///
  /// Rust's borrow checker proves that nobody else can reach the mutex. Here the only check is
  /// that it is free and has no waiters.
  ///
  /// @throws Poisoned if a holder failed; the mutex stays as it was, so [#clearPoison] allows a
  ///     retry
  /// @throws IllegalStateException if it is locked, waited for, or already consumed
  public T intoInner() {
    if (!consume(wordOfFree())) {
      throw new IllegalStateException("the mutex was locked meanwhile");
    }
    return value;
  }

  /// Returns the value without locking, for a caller that alone can reach the mutex: Rust's
  /// `get_mut`.
  ///
  /// @throws Poisoned if a holder failed
  /// @throws IllegalStateException if it is locked, waited for, or consumed
  public T getMut() {
    wordOfFree();
    return value;
  }

  /// Describes the state and not the value, because reading the value takes a lock.
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

  /// Unlocks a poisoned mutex, before anybody has a guard to close.
  private Poisoned refused() {
    release();
    return new Poisoned();
  }

  /// Returns the guard for the lock that this thread has just taken.
  private Guard<T> guard() {
    if (Checks.ON) {
      owner = Thread.currentThread();
    }
    return new Guard<>(this);
  }

  private int wordOfFree() {
    int s = word();
    if ((s & ~POISONED) != 0) {
      throw new IllegalStateException("not free: " + this);
    }
    if (s != 0) {
      throw new Poisoned();
    }
    return s;
  }

  /// The right to access the value of a locked [Mutex], and the duty to unlock it.
  ///
  /// Closing unlocks, and afterwards every use throws `IllegalStateException`. A further close
  /// throws in checked mode and does nothing in fast mode, whoever holds the mutex by then. A
  /// change or close by a thread other than the one that locked throws in checked mode; in fast
  /// mode it happens, and two threads that close one guard at once both unlock. A guard that is
  /// never closed leaves the mutex locked, which only checked mode reports.
  ///
  /// It never blocks, rejects null, and ignores interruption; its fairness and happens-before
  /// are the mutex's.
  public static final class Guard<T> implements AutoCloseable {
    /// Null once closed. Plain fields only, because the JIT must see through the guard.
    private @Nullable Mutex<T> mutex;

    private final LeakWatch.@Nullable Ticket ticket;

    private Guard(Mutex<T> mutex) {
      this.mutex = mutex;
      this.ticket = Checks.ON ? LeakWatch.track(this, "Mutex.Guard") : null;
    }

    public T get() {
      return held().value;
    }

    public void set(T value) {
      own().value = requireNonNull(value);
    }

    /// Marks the value as untrustworthy, as a Rust guard does when it is dropped in a panic.
    public void poison() {
      own().setPoisoned(true);
    }

    @Override
    public void close() {
      if (!Checks.ON && mutex == null) {
        return;
      }
      Mutex<T> held = own();
      mutex = null;
      if (Checks.ON) {
        requireNonNull(ticket).settled();
        held.owner = null;
      }
      held.release();
    }

    private Mutex<T> held() {
      Mutex<T> held = mutex;
      if (held == null) {
        throw new IllegalStateException("this guard was closed: the mutex is not held through it");
      }
      return held;
    }

    private Mutex<T> own() {
      Mutex<T> held = held();
      if (Checks.ON && held.owner != Thread.currentThread()) {
        throw new IllegalStateException("another thread holds the mutex");
      }
      return held;
    }
  }
}
