package dev.threadmill.primitives;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A handle to a value that several places of one thread own together: Rust's `std::rc::Rc`.
///
/// It is [Arc] with plain counts. rustc lets no Rc and no [RcWeak] leave the thread that made it;
/// in checked mode a call from another thread throws [IllegalStateException], as a use after
/// `close` does. In fast mode two threads that share one get wrong counts.
///
/// In fast mode `copy` returns `this` and allocates nothing. Compare handles with [#sameAs], never
/// with `==`.
///
/// **Blocking:** never. **Null:** no value and no argument may be null; a null result is Rust's
/// `None` or `Err`. **Interruption:** ignored. **Fairness:** none, one thread.
/// **Happens-before:** none, one thread.
///
/// @param <T> the type of the value
public final class Rc<T> implements AutoCloseable {
  /*
   * Built as Arc is, one object with the counts and the value that is the handle too in fast mode.
   * What the two classes have in common is this shape, which is kept twice on purpose: every line
   * that touches a count differs, and a shared base would put a call between the counts and the
   * loop that a benchmark measures.
   *
   * All strong handles own one weak count together; the last of them gives it back.
   */
  private long strong;
  private long weak = 1;
  private @Nullable T value;
  private final @Nullable Consumer<? super T> dropper;
  private final @Nullable HandleState<Rc<T>> state;

  /// The one RcWeak of fast mode, made by the first `downgrade`.
  private @Nullable RcWeak<T> weakView;

  /// The shared object, with `strong` owners.
  private Rc(T value, @Nullable Consumer<? super T> dropper, long strong) {
    this.strong = strong;
    this.value = value;
    this.dropper = dropper;
    this.state = null;
  }

  /// A checked handle to the shared object `inner`.
  private Rc(Rc<T> inner) {
    this.dropper = null;
    this.state = HandleState.owned(this, "Rc", inner);
  }

  /// The first handle to `value`; nothing is run when the last one closes.
  public static <T> Rc<T> of(T value) {
    return startingAt(1, value, null);
  }

  /// The first handle to `value`, which the last to close gives to `dropper`.
  public static <T> Rc<T> of(T value, Consumer<? super T> dropper) {
    return startingAt(1, value, Objects.requireNonNull(dropper));
  }

  /// The first handle, as if `strong - 1` others existed: so a test can reach the overflow.
  static <T> Rc<T> startingAt(long strong, T value, @Nullable Consumer<? super T> dropper) {
    return new Rc<>(Objects.requireNonNull(value), dropper, strong).handle();
  }

  /// Another handle to the same value: Rust's `clone`.
  ///
  /// @throws Error if there would be 2⁶³ handles; Rust aborts the process at 2⁶⁴
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
  /// What the dropper throws comes out here; the value is dropped all the same.
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
    return inner.weakHandle();
  }

  /// How many strong handles there are.
  public long strongCount() {
    return use("strongCount").strong;
  }

  /// How many weak handles there are.
  public long weakCount() {
    return use("weakCount").weak - 1;
  }

  /// Whether both handles refer to the same shared value: Rust's `ptr_eq`.
  public boolean sameAs(Rc<?> other) {
    return use("sameAs") == other.use("sameAs");
  }

  /// The value if this is its only handle, strong or weak, so that it may be changed; else null.
  public @Nullable T getMut() {
    Rc<T> inner = use("getMut");
    return inner.strong == 1 && inner.weak == 1 ? inner.held() : null;
  }

  /// A handle whose value is shared with nobody, so that it may be changed; consumes this one.
  ///
  /// If there are other strong handles the value is copied by `copier`; if there are only weak
  /// ones it is moved away from them; else this handle itself is given back, still live. Use it as
  /// `rc = rc.makeMut(copier)`, where Rust writes `Rc::make_mut(&mut rc)`. If `copier` throws, this
  /// handle stays as it was.
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

  /// The value if this is the only strong handle, which is consumed; else null, and it stays live.
  ///
  /// The dropper is not run, and weak handles find nothing from then on.
  public @Nullable T tryUnwrap() {
    if (use("tryUnwrap").strong != 1) {
      return null;
    }
    return end("tryUnwrap").takeOut();
  }

  /// Gives up this handle; the value, undropped, if it was the last, else null.
  public @Nullable T intoInner() {
    Rc<T> inner = end("intoInner");
    if (inner.strong == 1) {
      return inner.takeOut();
    }
    inner.release();
    return null;
  }

  /// The value if this is the only strong handle, else a copy of it; consumes the handle.
  ///
  /// The handle is consumed also if `copier` throws.
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

  /// The shared object; in checked mode only while this handle is live, to the thread that owns it.
  private Rc<T> use(String operation) {
    return Checks.ON ? Objects.requireNonNull(state).use(operation) : this;
  }

  /// The shared object, with this handle's share now the caller's.
  private Rc<T> end(String operation) {
    return Checks.ON ? Objects.requireNonNull(state).end(operation) : this;
  }

  // What follows is called on the shared object only.

  /// A handle for a strong count that the caller has taken.
  private Rc<T> handle() {
    return Checks.ON ? new Rc<>(this) : this;
  }

  /// A weak handle for a weak count that the caller has taken.
  RcWeak<T> weakHandle() {
    if (Checks.ON) {
      return new RcWeak<>(this);
    }
    RcWeak<T> view = weakView;
    if (view == null) {
      view = new RcWeak<>(this);
      weakView = view;
    }
    return view;
  }

  @SuppressWarnings("NullAway") // null only after the last close, which checked mode refuses
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

  /// Moves the value out from under the last strong count.
  private T takeOut() {
    T moved = held();
    value = null;
    strong = 0;
    weak--;
    return moved;
  }

  /// Another strong handle, unless the value is gone already.
  @Nullable Rc<T> upgrade() {
    if (strong == 0) {
      return null;
    }
    strong = increment(strong);
    return handle();
  }

  long strong() {
    return strong;
  }

  /// The weak handles, as one of them sees them: none once the value is gone.
  long weakSeenByWeak() {
    return strong == 0 ? 0 : weak - 1;
  }

  void addWeak() {
    weak = increment(weak);
  }

  void releaseWeak() {
    weak--;
  }

  private static long increment(long count) {
    if (count == Long.MAX_VALUE) {
      throw new Error("Rc counter overflow");
    }
    return count + 1;
  }
}
