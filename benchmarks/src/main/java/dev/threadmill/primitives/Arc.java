package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A handle to a value that several threads own together: Rust's `std::sync::Arc`.
///
/// Each [#copy()] adds an owner and each [#close()] removes one; the last to close runs the
/// dropper, once, on its own thread. A [Weak] handle refers to the value without owning it.
///
/// In checked mode every copy is an object of its own, and a use after `close` or after a method
/// that consumes the handle throws [IllegalStateException]. In fast mode `copy` returns `this`, as
/// all copies are alike: nothing is allocated, and nothing tells a handle that was closed twice
/// from two handles that were closed once. Compare handles with [#sameAs], never with `==`.
///
/// **Blocking:** never; `downgrade` spins for the few instructions of a `getMut` elsewhere.
/// **Null:** no value and no argument may be null; a null result is Rust's `None` or `Err`.
/// **Interruption:** ignored. **Fairness:** none.
/// **Happens-before:** what any owner did before its `close` happens-before the dropper, and before
/// the return of `tryUnwrap`, `intoInner` and `getMut` that gives the value. `copy` and `get` make
/// no edge: hand an Arc to another thread by something that does.
///
/// @param <T> the type of the value
public final class Arc<T> implements AutoCloseable {
  /*
   * The counts and the reference to the value lie in one object, as ArcInner does in Rust's
   * alloc/src/sync.rs, whose protocol this follows step by step. In fast mode that object is the
   * handle too. In checked mode a handle is a second, small Arc whose own counts are not used: it
   * reaches the shared one through its HandleState. So there is one class, and no field to follow
   * between a fast handle and its counts.
   *
   * All strong handles own one weak count together; the last of them gives it back.
   *
   * Rust's clone is a relaxed fetch_add and its drop a release fetch_sub. Java has no relaxed
   * read-modify-write, and HotSpot compiles only the volatile getAndAdd to one instruction: its
   * Acquire and Release variants are loops around compare-and-set. So both are volatile here: on
   * x86 the same locked add as Rust's, on AArch64 the one instruction with both orders.
   */
  private static final VarHandle STRONG;
  private static final VarHandle WEAK;

  /// The weak count while `getMut` looks at both counts: Rust's `usize::MAX`.
  private static final long LOCKED = -1;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STRONG = lookup.findVarHandle(Arc.class, "strong", long.class);
      WEAK = lookup.findVarHandle(Arc.class, "weak", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through STRONG
  private volatile long strong;

  @SuppressWarnings("unused") // through WEAK
  private volatile long weak;

  private @Nullable T value;
  private final @Nullable Consumer<? super T> dropper;
  private final @Nullable HandleState<Arc<T>> state;

  /// The one Weak of fast mode, made by the first `downgrade`; racing makers do no harm, since all
  /// its fields are final and its identity means nothing.
  private @Nullable Weak<T> weakView;

  /// The shared object, with `strong` owners and the weak count that they own together.
  private Arc(T value, @Nullable Consumer<? super T> dropper, long strong) {
    this.strong = strong;
    this.weak = 1;
    this.value = value;
    this.dropper = dropper;
    this.state = null;
  }

  /// A checked handle to the shared object `inner`.
  private Arc(Arc<T> inner) {
    this.dropper = null;
    this.state = HandleState.shared(this, "Arc", inner);
  }

  /// The first handle to `value`; nothing is run when the last one closes.
  public static <T> Arc<T> of(T value) {
    return startingAt(1, value, null);
  }

  /// The first handle to `value`, which the last to close gives to `dropper`.
  public static <T> Arc<T> of(T value, Consumer<? super T> dropper) {
    return startingAt(1, value, Objects.requireNonNull(dropper));
  }

  /// The first handle, as if `strong - 1` others existed: so a test can reach the overflow.
  static <T> Arc<T> startingAt(long strong, T value, @Nullable Consumer<? super T> dropper) {
    return new Arc<>(Objects.requireNonNull(value), dropper, strong).handle();
  }

  /// Another handle to the same value: Rust's `clone`.
  ///
  /// @throws Error if there would be more than 2⁶³ handles, where Rust aborts the process
  public Arc<T> copy() {
    Arc<T> inner = use("copy");
    // No edge is needed: whoever copies holds a handle already. See the note above for the order.
    long old = (long) STRONG.getAndAdd(inner, 1L);
    if (old < 0) {
      STRONG.getAndAdd(inner, -1L);
      throw overflow();
    }
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
  /// @throws Error if there would be more than 2⁶³ weak handles, where Rust aborts the process
  public Weak<T> downgrade() {
    Arc<T> inner = use("downgrade");
    long old = (long) WEAK.getOpaque(inner);
    while (true) {
      if (old == LOCKED) {
        Thread.onSpinWait();
        old = (long) WEAK.getOpaque(inner);
        continue;
      }
      if (old < 0) {
        throw overflow();
      }
      // Acquire: pairs with the release that unlocks in getMut, whose changes come before ours.
      long seen = (long) WEAK.compareAndExchangeAcquire(inner, old, old + 1);
      if (seen == old) {
        return inner.weakHandle();
      }
      old = seen;
    }
  }

  /// How many strong handles there are; another thread may change it before the caller looks.
  public long strongCount() {
    return (long) STRONG.getOpaque(use("strongCount"));
  }

  /// How many weak handles there are; another thread may change it before the caller looks.
  public long weakCount() {
    long weak = (long) WEAK.getOpaque(use("weakCount"));
    return weak == LOCKED ? 0 : weak - 1;
  }

  /// Whether both handles refer to the same shared value: Rust's `ptr_eq`.
  public boolean sameAs(Arc<?> other) {
    return use("sameAs") == other.use("sameAs");
  }

  /// The value if this is its only handle, strong or weak, so that it may be changed; else null.
  public @Nullable T getMut() {
    Arc<T> inner = use("getMut");
    // Locking the weak count keeps another owner from downgrading and closing between the looks.
    // Acquire: pairs with the decrements of weak handles, so that their upgrades are seen below.
    if (!WEAK.compareAndSet(inner, 1L, LOCKED)) {
      return null;
    }
    // Acquire: pairs with the decrement in close, so that other owners' accesses come before.
    boolean unique = (long) STRONG.getAcquire(inner) == 1;
    // Release: pairs with the acquire in downgrade.
    WEAK.setRelease(inner, 1L);
    return unique ? inner.held() : null;
  }

  /// A handle whose value is shared with nobody, so that it may be changed; consumes this one.
  ///
  /// If there are other strong handles the value is copied by `copier`; if there are only weak
  /// ones it is moved away from them; else this handle itself is given back, still live. Use it as
  /// `arc = arc.makeMut(copier)`, where Rust writes `Arc::make_mut(&mut arc)`. If `copier` throws,
  /// this handle stays as it was.
  public Arc<T> makeMut(UnaryOperator<T> copier) {
    Arc<T> inner = use("makeMut");
    // Volatile has the acquire that pairs with the decrement of the owners that are gone.
    if (!STRONG.compareAndSet(inner, 1L, 0L)) {
      T copy = Objects.requireNonNull(copier.apply(inner.held()));
      end("makeMut").release();
      return new Arc<>(copy, inner.dropper, 1).handle();
    }
    // No strong handle but ours, which we gave up: no new weak one can appear, nor be upgraded.
    if ((long) WEAK.getOpaque(inner) == 1) {
      STRONG.setRelease(inner, 1L);
      return this;
    }
    end("makeMut");
    return new Arc<>(inner.takeOut(), inner.dropper, 1).handle();
  }

  /// The value if this is the only strong handle, which is consumed; else null, and it stays live.
  ///
  /// The dropper is not run, and weak handles find nothing from then on. If several threads try
  /// and then close on failure, all may fail: use [#intoInner()] for exactly one winner.
  public @Nullable T tryUnwrap() {
    Arc<T> inner = use("tryUnwrap");
    // Volatile has the acquire that pairs with the decrement of the owners that are gone.
    if (!STRONG.compareAndSet(inner, 1L, 0L)) {
      return null;
    }
    end("tryUnwrap");
    return inner.takeOut();
  }

  /// Gives up this handle; the value, undropped, if it was the last, else null.
  ///
  /// If every handle ends in this method, exactly one call gets the value.
  public @Nullable T intoInner() {
    Arc<T> inner = end("intoInner");
    if ((long) STRONG.getAndAdd(inner, -1L) != 1) {
      return null;
    }
    return inner.takeOut();
  }

  /// The value if this is the only strong handle, else a copy of it; consumes the handle.
  ///
  /// The handle is consumed also if `copier` throws.
  public T unwrapOrClone(UnaryOperator<T> copier) {
    Arc<T> inner = end("unwrapOrClone");
    // Volatile has the acquire that pairs with the decrement of the owners that are gone.
    if (STRONG.compareAndSet(inner, 1L, 0L)) {
      return inner.takeOut();
    }
    try {
      return Objects.requireNonNull(copier.apply(inner.held()));
    } finally {
      inner.release();
    }
  }

  /// The shared object; in checked mode only while this handle is live.
  private Arc<T> use(String operation) {
    return Checks.ON ? Objects.requireNonNull(state).use(operation) : this;
  }

  /// The shared object, with this handle's share now the caller's.
  private Arc<T> end(String operation) {
    return Checks.ON ? Objects.requireNonNull(state).end(operation) : this;
  }

  // What follows is called on the shared object only.

  /// A handle for a strong count that the caller has taken.
  private Arc<T> handle() {
    return Checks.ON ? new Arc<>(this) : this;
  }

  /// A weak handle for a weak count that the caller has taken.
  Weak<T> weakHandle() {
    if (Checks.ON) {
      return new Weak<>(this);
    }
    Weak<T> view = weakView;
    if (view == null) {
      view = new Weak<>(this);
      weakView = view;
    }
    return view;
  }

  @SuppressWarnings("NullAway") // null only after the last close, which checked mode refuses
  private T held() {
    return value;
  }

  private void release() {
    // Release: our accesses come before the drop. Acquire, for the last: all others' do, too.
    if ((long) STRONG.getAndAdd(this, -1L) == 1) {
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
      releaseWeak();
    }
  }

  /// Moves the value out after the last strong count was taken to zero.
  private T takeOut() {
    T moved = held();
    value = null;
    releaseWeak();
    return moved;
  }

  /// Another strong handle, unless the value is gone already.
  @Nullable Arc<T> upgrade() {
    long old = (long) STRONG.getOpaque(this);
    while (old != 0) {
      if (old < 0) {
        throw overflow();
      }
      // Acquire: what was done to the value before the count we found was published.
      long seen = (long) STRONG.compareAndExchangeAcquire(this, old, old + 1);
      if (seen == old) {
        return handle();
      }
      old = seen;
    }
    return null;
  }

  long strong() {
    return (long) STRONG.getOpaque(this);
  }

  /// The weak handles, as one of them sees them: none once the value is gone.
  long weakSeenByWeak() {
    // Acquire: the implicit weak count is given back after the strong count reached zero.
    long weak = (long) WEAK.getAcquire(this);
    return (long) STRONG.getOpaque(this) == 0 ? 0 : weak - 1;
  }

  void addWeak() {
    // Never locked here: getMut locks only when there is no weak handle to copy.
    long old = (long) WEAK.getAndAdd(this, 1L);
    if (old < 0) {
      WEAK.getAndAdd(this, -1L);
      throw overflow();
    }
  }

  void releaseWeak() {
    // Release: an upgrade by this handle comes before a getMut that finds it gone. The memory
    // itself is the collector's, so the last weak handle has nothing more to do.
    WEAK.getAndAdd(this, -1L);
  }

  private static Error overflow() {
    return new Error("Arc counter overflow");
  }
}
