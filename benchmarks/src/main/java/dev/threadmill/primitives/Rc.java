package dev.threadmill.primitives;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A handle to a value that several places in one thread own jointly: Rust's `std::rc::Rc`.
///
/// It is [Arc] with plain counts. rustc keeps every Rc and [RcWeak] on the thread that created
/// it; in checked mode a call from another thread throws [IllegalStateException], as a use
/// after `close` does. In fast mode, two threads that share one corrupt its counts.
///
/// In fast mode `copy` returns `this` and allocates nothing, and a second close takes the share
/// of another handle, as with an Arc: afterwards `copy` throws [IllegalStateException], and
/// `get` returns null. Compare handles with [#sameAs], never with `==`.
///
/// **Blocking:** never. **Null:** neither the value nor an argument may be null; a null result
/// is Rust's `None` or `Err`. **Interruption:** ignored. **Fairness:** none, one thread.
/// **Happens-before:** none, one thread.
///
/// @param <T> the type of the value
public final class Rc<T> implements AutoCloseable {
  /*
   * Built like Arc: one object holds the counts and the value, and in fast mode it is also the
   * handle. The two classes share this structure, which is duplicated on purpose: every line
   * that touches a count differs, and a shared base class would put a call between the counts
   * and the loop that a benchmark measures.
   *
   * All strong handles jointly own one weak count; the last of them releases it.
   */
  private long strong;
  private long weak = 1;
  private @Nullable T value;
  private final @Nullable Consumer<? super T> dropper;
  private final @Nullable HandleState<Rc<T>> state;

  /// Creates the shared object, with `strong` owners.
  private Rc(T value, @Nullable Consumer<? super T> dropper, long strong) {
    this.strong = strong;
    this.value = value;
    this.dropper = dropper;
    this.state = null;
  }

  /// Creates a checked handle to the shared object `inner`.
  private Rc(Rc<T> inner) {
    this.dropper = null;
    this.state = HandleState.owned(this, "Rc", inner);
  }

  /// Creates the first handle to `value`; closing the last one runs nothing.
  public static <T> Rc<T> of(T value) {
    return startingAt(1, value, null);
  }

  /// Creates the first handle to `value`; the last `close` passes the value to `dropper`.
  public static <T> Rc<T> of(T value, Consumer<? super T> dropper) {
    return startingAt(1, value, Objects.requireNonNull(dropper));
  }

  /// Creates a handle as if `strong - 1` others existed, so that a test can reach the overflow.
  static <T> Rc<T> startingAt(long strong, T value, @Nullable Consumer<? super T> dropper) {
    return new Rc<>(Objects.requireNonNull(value), dropper, strong).handle();
  }

  /// Another handle to the same value: Rust's `clone`.
  ///
  /// @throws Error if there would be 2⁶³ handles; Rust aborts the process at 2⁶⁴
  /// @throws IllegalStateException if the value was dropped
  public Rc<T> copy() {
    Rc<T> inner = use("copy");
    inner.strong = increment(inner.strong);
    return inner.handle();
  }

  /// The value, borrowed: do not use it after this handle is closed.
  public T get() {
    return use("get").held();
  }

  /// Gives up this handle, and drops the value if it was the last: Rust's `drop`.
  ///
  /// An exception from the dropper propagates to the caller; the value is dropped all the same.
  @Override
  public void close() {
    end("close").release();
  }

  /// A handle to the value that does not keep it alive.
  ///
  /// @throws Error if there would be 2⁶³ weak handles; Rust aborts the process at 2⁶⁴
  public RcWeak<T> downgrade() {
    Rc<T> inner = use("downgrade");
    inner.addWeak();
    return new RcWeak<>(inner);
  }

  /// The number of strong handles.
  public long strongCount() {
    return use("strongCount").strong();
  }

  /// The number of weak handles.
  public long weakCount() {
    return use("weakCount").weak - 1;
  }

  /// Whether both handles refer to the same shared value: Rust's `ptr_eq`.
  public boolean sameAs(Rc<?> other) {
    return use("sameAs") == other.use("sameAs");
  }

  /// Returns the value, to be modified, if this is its only handle, strong or weak; otherwise
  /// null.
  public @Nullable T getMut() {
    Rc<T> inner = use("getMut");
    return inner.strong == 1 && inner.weak == 1 ? inner.held() : null;
  }

  /// Returns a handle to an unshared value, which may be modified; consumes this handle.
  ///
  /// If there are other strong handles, `copier` copies the value; if there are only weak ones,
  /// the value is moved away from them; otherwise this handle itself is returned, still live.
  /// Use it as `rc = rc.makeMut(copier)`, where Rust writes `Rc::make_mut(&mut rc)`. If
  /// `copier` throws, this handle stays as it was.
  public Rc<T> makeMut(UnaryOperator<T> copier) {
    Rc<T> inner = use("makeMut");
    if (inner.strong != 1) {
      T copy = Objects.requireNonNull(copier.apply(inner.held()));
      end("makeMut").release();
      return new Rc<>(copy, inner.dropper, 1).handle();
    }
    if (inner.weak == 1) {
      return this;
    }
    end("makeMut");
    return new Rc<>(inner.takeOut(), inner.dropper, 1).handle();
  }

  /// Returns the value and consumes this handle if it is the only strong one; otherwise returns
  /// null and leaves the handle live.
  ///
  /// The dropper does not run, and weak handles find nothing from then on.
  public @Nullable T tryUnwrap() {
    if (use("tryUnwrap").strong != 1) {
      return null;
    }
    return end("tryUnwrap").takeOut();
  }

  /// Gives up this handle and returns the value, undropped, if it was the last one; otherwise
  /// null.
  public @Nullable T intoInner() {
    Rc<T> inner = end("intoInner");
    if (inner.strong == 1) {
      return inner.takeOut();
    }
    inner.release();
    return null;
  }

  /// Returns the value if this is the only strong handle, otherwise a copy; consumes the
  /// handle.
  ///
  /// The handle is consumed even if `copier` throws.
  public T unwrapOrClone(UnaryOperator<T> copier) {
    Rc<T> inner = end("unwrapOrClone");
    if (inner.strong == 1) {
      return inner.takeOut();
    }
    try {
      return Objects.requireNonNull(copier.apply(inner.held()));
    } finally {
      inner.release();
    }
  }

  /// Returns the shared object; in checked mode only while this handle is live and to its own
  /// thread.
  private Rc<T> use(String operation) {
    return Checks.ON ? Objects.requireNonNull(state).use(operation) : this;
  }

  /// Ends this handle and returns the shared object; its strong count now belongs to the
  /// caller.
  private Rc<T> end(String operation) {
    return Checks.ON ? Objects.requireNonNull(state).end(operation) : this;
  }

  // The methods below are called on the shared object only.

  /// Returns a handle for a strong count that the caller has taken.
  private Rc<T> handle() {
    return Checks.ON ? new Rc<>(this) : this;
  }

  @SuppressWarnings("NullAway") // null only after the last close, which checked mode rejects
  private T held() {
    return value;
  }

  private void release() {
    strong--;
    if (strong == 0) {
      drop();
    }
  }

  private void drop() {
    T last = held();
    value = null;
    try {
      if (dropper != null) {
        dropper.accept(last);
      }
    } finally {
      weak--;
    }
  }

  /// Moves the value out once only the last strong count is left.
  private T takeOut() {
    T moved = held();
    value = null;
    strong = 0;
    weak--;
    return moved;
  }

  /// Returns another strong handle, or null if the value is already gone.
  @Nullable Rc<T> upgrade() {
    if (strong() == 0) {
      return null;
    }
    strong = increment(strong);
    return handle();
  }

  long strong() {
    return Math.max(0, strong); // below 0 if closed too often
  }

  /// The number of weak handles as one of them reports it: 0 once the value is gone.
  long weakSeenByWeak() {
    return strong() == 0 ? 0 : weak - 1;
  }

  void addWeak() {
    weak = increment(weak);
  }

  void releaseWeak() {
    weak--;
  }

  private static long increment(long count) {
    long more = count + 1;
    if (more <= 1) { // a single comparison finds both
      refuse(count);
    }
    return more;
  }

  private static void refuse(long count) {
    if (count == Long.MAX_VALUE) {
      throw new Error("Rc counter overflow");
    }
    throw new IllegalStateException("the last handle of this Rc was closed: its value is gone");
  }
}
