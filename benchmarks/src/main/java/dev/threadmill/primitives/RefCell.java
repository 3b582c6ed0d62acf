package dev.threadmill.primitives;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A value for one thread, with many readers or a single writer at any moment: Rust's
/// `std::cell::RefCell`.
///
/// ```java
/// var hits = RefCell.of(0);
/// hits.update(n -> n + 1);
/// try (var guard = hits.borrowMut()) {
///   guard.set(guard.get() + 1);
/// }
/// ```
///
/// It is to [Mutex] what [Rc] is to [Arc]: the same shape without anything atomic. A borrow that a
/// living one forbids is a mistake in the program, so nobody waits for it: it throws
/// [AlreadyBorrowed], in fast mode too, because Rust finds it at run time as well.
///
/// rustc lets no two threads share a RefCell. In checked mode it belongs to the first thread that
/// borrows from it, and a call from another throws [IllegalStateException]. In fast mode two
/// threads that share one corrupt its count of borrows. To hand the value to another thread, put
/// what [#intoInner] returns into a new cell there.
///
/// - *Blocking:* never.
/// - *Null:* neither the value nor an argument may be null: `NullPointerException`.
/// - *Interruption:* ignored.
/// - *Fairness:* none, one thread.
/// - *Happens-before:* none, one thread.
///
/// @param <T> the type of the value
public final class RefCell<T> {
  private static final int EXCLUSIVE = -1;
  private static final int CONSUMED = Integer.MIN_VALUE;

  /// The only guards in fast mode.
  private final Ref<T> reusedRef;

  private final RefMut<T> reusedRefMut;

  private T value;

  /// The number of shared borrows, or [#EXCLUSIVE], or [#CONSUMED].
  private int borrows;

  /// Kept in checked mode only; volatile, so that any other thread sees it.
  private volatile @Nullable Thread owner;

  private RefCell(T value, int borrows) {
    this.value = value;
    this.borrows = borrows;
    reusedRef = new Ref<>(this, false);
    reusedRefMut = new RefMut<>(this, false);
  }

  public static <T> RefCell<T> of(T value) {
    return startingAt(0, value);
  }

  /// Creates a cell as if so many had borrowed, so that a test can reach the overflow.
  static <T> RefCell<T> startingAt(int borrows, T value) {
    return new RefCell<>(requireNonNull(value), borrows);
  }

  /// Borrows the value to read it, beside any number of other readers.
  ///
  /// In fast mode a cell has a single guard of each kind for life, so that borrowing allocates
  /// nothing.
  ///
  /// @throws AlreadyBorrowed if a writer has it, or, as in Rust, if the count of readers would
  ///     overflow
  /// @throws IllegalStateException after [#intoInner]; in checked mode from another thread
  public Ref<T> borrow() {
    if (!share()) {
      throw new AlreadyBorrowed("already mutably borrowed");
    }
    return ref();
  }

  /// The same, but null where [#borrow] throws AlreadyBorrowed: Rust's `try_borrow`.
  public @Nullable Ref<T> tryBorrow() {
    return share() ? ref() : null;
  }

  /// Borrows the value to change it, alone.
  ///
  /// @throws AlreadyBorrowed if a reader or a writer has it
  /// @throws IllegalStateException after [#intoInner]; in checked mode from another thread
  public RefMut<T> borrowMut() {
    if (!seize()) {
      throw new AlreadyBorrowed("already borrowed");
    }
    return refMut();
  }

  /// The same, but null where [#borrowMut] throws AlreadyBorrowed: Rust's `try_borrow_mut`.
  public @Nullable RefMut<T> tryBorrowMut() {
    return seize() ? refMut() : null;
  }

  /// Runs `body` on the value, borrowed as by [#borrow]. The borrow ends however `body` does: there
  /// is no poison, in Rust neither.
  public <R extends @Nullable Object> R with(Function<? super T, ? extends R> body) {
    requireNonNull(body, "body");
    try (var guard = borrow()) {
      return body.apply(guard.get());
    }
  }

  /// Runs `body` on the value, borrowed as by [#borrowMut]; otherwise like [#with].
  public <R extends @Nullable Object> R withMut(Function<? super T, ? extends R> body) {
    requireNonNull(body, "body");
    try (var guard = borrowMut()) {
      return body.apply(guard.get());
    }
  }

  /// Replaces the value by the result of `body`; otherwise like [#withMut].
  public void update(UnaryOperator<T> body) {
    requireNonNull(body, "body");
    try (var guard = borrowMut()) {
      guard.set(body.apply(guard.get()));
    }
  }

  /// Replaces the value and returns the old one.
  ///
  /// @throws AlreadyBorrowed as [#borrowMut]
  public T replace(T newValue) {
    requireNonNull(newValue, "newValue");
    try (var guard = borrowMut()) {
      T old = guard.get();
      guard.set(newValue);
      return old;
    }
  }

  /// Exchanges the values of two cells.
  ///
  /// @throws AlreadyBorrowed if either is borrowed, or both are the same cell
  public void swap(RefCell<T> other) {
    try (var mine = borrowMut();
        var others = other.borrowMut()) {
      T moved = mine.get();
      mine.set(others.get());
      others.set(moved);
    }
  }

  /// Takes the value out for good; every later use of the cell throws.
  ///
  /// @throws AlreadyBorrowed if it is borrowed, which in Rust cannot be
  public T intoInner() {
    borrowMut().close();
    borrows = CONSUMED;
    return value;
  }

  /// Shows the value, or that a writer has it.
  @Override
  public String toString() {
    return "RefCell["
        + (borrows == CONSUMED ? "consumed" : borrows == EXCLUSIVE ? "<borrowed>" : value)
        + "]";
  }

  /// Whether there is one more reader now. A count that would overflow becomes negative, too.
  private boolean share() {
    requireUsable();
    int more = borrows + 1;
    if (more <= 0) {
      return false;
    }
    borrows = more;
    return true;
  }

  private boolean seize() {
    requireUsable();
    if (borrows != 0) {
      return false;
    }
    borrows = EXCLUSIVE;
    return true;
  }

  private void requireUsable() {
    if (Checks.ON) {
      requireOwner();
    }
    if (borrows == CONSUMED) {
      throw new IllegalStateException("intoInner() has taken the value out of this cell");
    }
  }

  /// Synchronized so that, if two threads make the first borrow at once, one of them gets the
  /// error.
  private synchronized void requireOwner() {
    Thread here = Thread.currentThread();
    Thread held = owner;
    if (held == null) {
      owner = here;
    } else if (held != here) {
      throw new IllegalStateException(
          "This cell belongs to " + held + " and cannot be shared with " + here + ".");
    }
  }

  /// Returns the guard for the borrow that was just counted.
  private Ref<T> ref() {
    return Checks.ON ? new Ref<>(this, true) : reusedRef;
  }

  private RefMut<T> refMut() {
    return Checks.ON ? new RefMut<>(this, true) : reusedRefMut;
  }

  /// A borrow of the value of a [RefCell], which lasts until `close`.
  ///
  /// In checked mode each borrow has a guard of its own: any use after close, a second close, and
  /// a use by another thread throw `IllegalStateException`, and a guard that is dropped unclosed
  /// is reported. Fast mode checks none of that; a wrong close then breaks the cell.
  ///
  /// It never blocks, rejects null, and ignores interruption; it is for one thread, so that it has
  /// neither fairness nor happens-before edges.
  public abstract static sealed class Borrow<T> implements AutoCloseable {
    final RefCell<T> cell;
    private LeakWatch.@Nullable Ticket ticket;

    private Borrow(RefCell<T> cell, boolean watched, String name) {
      this.cell = cell;
      this.ticket = watched ? LeakWatch.track(this, name) : null;
    }

    public final T get() {
      requireOpen();
      return cell.value;
    }

    @Override
    public abstract void close();

    final void requireOpen() {
      if (Checks.ON) {
        if (ticket == null) {
          throw new IllegalStateException("this guard was closed: it borrows nothing any more");
        }
        cell.requireOwner();
      }
    }

    final void end() {
      requireOpen();
      if (Checks.ON) {
        requireNonNull(ticket).settled();
        ticket = null;
      }
    }
  }

  /// A shared borrow: Rust's `Ref`.
  public static final class Ref<T> extends Borrow<T> {
    private Ref(RefCell<T> cell, boolean watched) {
      super(cell, watched, "RefCell.Ref");
    }

    /// One more borrow of the same value: Rust's `Ref::clone`.
    ///
    /// @throws AlreadyBorrowed if the count of readers would overflow
    public Ref<T> copy() {
      requireOpen();
      return cell.borrow();
    }

    @Override
    public void close() {
      end();
      cell.borrows--;
    }
  }

  /// An exclusive borrow: Rust's `RefMut`.
  public static final class RefMut<T> extends Borrow<T> {
    private RefMut(RefCell<T> cell, boolean watched) {
      super(cell, watched, "RefCell.RefMut");
    }

    public void set(T value) {
      requireOpen();
      cell.value = requireNonNull(value);
    }

    @Override
    public void close() {
      end();
      cell.borrows = 0;
    }
  }
}
