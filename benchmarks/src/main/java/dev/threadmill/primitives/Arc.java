package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A handle to a value that several threads own jointly: Rust's `std::sync::Arc`.
///
/// Each [#copy()] adds an owner and each [#close()] removes one; the last `close` runs the
/// dropper, once, on the closing thread. A [Weak] handle refers to the value without owning it.
///
/// In checked mode every copy is a separate object, and using a handle after `close` or after a
/// method that consumes it throws [IllegalStateException]. In fast mode `copy` returns `this`,
/// because all copies are alike: it allocates nothing, and a handle closed twice cannot be told
/// from two handles closed once. So a second close takes the share of another handle: the value
/// is dropped while that one is still in use, whose `copy` then throws [IllegalStateException] and
/// whose `get` returns null. The dropper runs once all the same. Compare handles with [#sameAs],
/// never with `==`.
///
/// **Blocking:** never; `downgrade` spins for the few instructions of a concurrent `getMut`.
/// **Null:** neither the value nor an argument may be null; a null result is Rust's `None` or
/// `Err`.
/// **Interruption:** ignored. **Fairness:** none.
/// **Happens-before:** everything an owner did before its `close` happens-before the dropper,
/// and before the `tryUnwrap`, `intoInner` or `getMut` that returns the value. `copy` and `get`
/// create no edge: pass an Arc to another thread by a means that does.
///
/// @param <T> the type of the value
public final class Arc<T> implements AutoCloseable {
  /*
   * The counts and the reference to the value share one object, like ArcInner in Rust's
   * alloc/src/sync.rs, whose protocol this class follows step by step. In fast mode that object
   * is also the handle. In checked mode a handle is a second, small Arc whose own counts are
   * unused: it reaches the shared object through its HandleState. That keeps one class, with no
   * indirection between a fast handle and its counts.
   *
   * All strong handles jointly own one weak count; the last of them releases it.
   *
   * Rust's clone is a relaxed fetch_add and its drop a release fetch_sub. Java has no relaxed
   * read-modify-write, and HotSpot compiles only the volatile getAndAdd to one instruction: its
   * Acquire and Release variants are loops around compare-and-set. So both are volatile here:
   * on x86 the same locked add as Rust's, on AArch64 the single instruction with both
   * orderings.
   */
  private static final VarHandle STRONG;
  private static final VarHandle WEAK;

  /// The weak count while `getMut` reads both counts: Rust's `usize::MAX`.
  private static final long LOCKED = Long.MIN_VALUE;

  /// Counts from here to 0 come from closing too often, those below from copying too often.
  private static final long LOWEST_UNDERFLOW = Long.MIN_VALUE / 2;

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

  /// Creates the shared object, with `strong` owners and the weak count that they own jointly.
  private Arc(T value, @Nullable Consumer<? super T> dropper, long strong) {
    this.strong = strong;
    this.weak = 1;
    this.value = value;
    this.dropper = dropper;
    this.state = null;
  }

  /// Creates a checked handle to the shared object `inner`.
  private Arc(Arc<T> inner) {
    this.dropper = null;
    this.state = HandleState.shared(this, "Arc", inner);
  }

  /// Creates the first handle to `value`; closing the last one runs nothing.
  public static <T> Arc<T> of(T value) {
    return startingAt(1, value, null);
  }

  /// Creates the first handle to `value`; the last `close` passes the value to `dropper`.
  public static <T> Arc<T> of(T value, Consumer<? super T> dropper) {
    return startingAt(1, value, Objects.requireNonNull(dropper));
  }

  /// Creates a handle as if `strong - 1` others existed, so that a test can reach the overflow.
  static <T> Arc<T> startingAt(long strong, T value, @Nullable Consumer<? super T> dropper) {
    return new Arc<>(Objects.requireNonNull(value), dropper, strong).handle();
  }

  /// Another handle to the same value: Rust's `clone`.
  ///
  /// @throws Error if there would be more than 2⁶³ handles, where Rust aborts the process
  /// @throws IllegalStateException if the value was dropped
  public Arc<T> copy() {
    Arc<T> inner = use("copy");
    // No edge is needed: the caller already holds a handle. See the note above for the
    // ordering.
    long old = (long) STRONG.getAndAdd(inner, 1L);
    if (old <= 0) {
      STRONG.getAndAdd(inner, -1L);
      if (isGone(old)) {
        throw dropped();
      }
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
  /// An exception from the dropper propagates to the caller; the value is dropped all the same.
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
        return new Weak<>(inner);
      }
      old = seen;
    }
  }

  /// The number of strong handles; another thread may change it before the caller uses it.
  public long strongCount() {
    return use("strongCount").strong();
  }

  /// The number of weak handles; another thread may change it before the caller uses it.
  public long weakCount() {
    long weak = (long) WEAK.getOpaque(use("weakCount"));
    return weak == LOCKED ? 0 : weak - 1;
  }

  /// Whether both handles refer to the same shared value: Rust's `ptr_eq`.
  public boolean sameAs(Arc<?> other) {
    return use("sameAs") == other.use("sameAs");
  }

  /// Returns the value, to be modified, if this is its only handle, strong or weak; otherwise
  /// null.
  public @Nullable T getMut() {
    Arc<T> inner = use("getMut");
    // Locking the weak count keeps another owner from downgrading and closing between the two
    // reads. Acquire: pairs with the decrements of weak handles, so that their upgrades are
    // visible below.
    if (!WEAK.compareAndSet(inner, 1L, LOCKED)) {
      return null;
    }
    // Acquire: pairs with the decrement in close, so that other owners' accesses come before.
    boolean unique = (long) STRONG.getAcquire(inner) == 1;
    // Release: pairs with the acquire in downgrade.
    WEAK.setRelease(inner, 1L);
    return unique ? inner.held() : null;
  }

  /// Returns a handle to an unshared value, which may be modified; consumes this handle.
  ///
  /// If there are other strong handles, `copier` copies the value; if there are only weak ones,
  /// the value is moved away from them; otherwise this handle itself is returned, still live.
  /// Use it as `arc = arc.makeMut(copier)`, where Rust writes `Arc::make_mut(&mut arc)`. If
  /// `copier` throws, this handle stays as it was.
  public Arc<T> makeMut(UnaryOperator<T> copier) {
    Arc<T> inner = use("makeMut");
    // Volatile includes the acquire that pairs with the decrements of former owners.
    if (!STRONG.compareAndSet(inner, 1L, 0L)) {
      T copy = Objects.requireNonNull(copier.apply(inner.held()));
      end("makeMut").release();
      return new Arc<>(copy, inner.dropper, 1).handle();
    }
    // We gave up the only strong handle: no weak handle can appear now, and none can be
    // upgraded.
    if ((long) WEAK.getOpaque(inner) == 1) {
      STRONG.setRelease(inner, 1L);
      return this;
    }
    end("makeMut");
    return new Arc<>(inner.takeOut(), inner.dropper, 1).handle();
  }

  /// Returns the value and consumes this handle if it is the only strong one; otherwise returns
  /// null and leaves the handle live.
  ///
  /// The dropper does not run, and weak handles find nothing from then on. If several threads
  /// try this and close on failure, all may fail; [#intoInner()] has exactly one winner.
  public @Nullable T tryUnwrap() {
    Arc<T> inner = use("tryUnwrap");
    // Volatile includes the acquire that pairs with the decrements of former owners.
    if (!STRONG.compareAndSet(inner, 1L, 0L)) {
      return null;
    }
    end("tryUnwrap");
    return inner.takeOut();
  }

  /// Gives up this handle and returns the value, undropped, if it was the last one; otherwise
  /// null.
  ///
  /// If every handle ends in this method, exactly one call gets the value.
  public @Nullable T intoInner() {
    Arc<T> inner = end("intoInner");
    if ((long) STRONG.getAndAdd(inner, -1L) != 1) {
      return null;
    }
    return inner.takeOut();
  }

  /// Returns the value if this is the only strong handle, otherwise a copy; consumes the
  /// handle.
  ///
  /// The handle is consumed even if `copier` throws.
  public T unwrapOrClone(UnaryOperator<T> copier) {
    Arc<T> inner = end("unwrapOrClone");
    // Volatile includes the acquire that pairs with the decrements of former owners.
    if (STRONG.compareAndSet(inner, 1L, 0L)) {
      return inner.takeOut();
    }
    try {
      return Objects.requireNonNull(copier.apply(inner.held()));
    } finally {
      inner.release();
    }
  }

  /// Returns the shared object; in checked mode only while this handle is live.
  private Arc<T> use(String operation) {
    return Checks.ON ? Objects.requireNonNull(state).use(operation) : this;
  }

  /// Ends this handle and returns the shared object; its strong count now belongs to the
  /// caller.
  private Arc<T> end(String operation) {
    return Checks.ON ? Objects.requireNonNull(state).end(operation) : this;
  }

  // The methods below are called on the shared object only.

  /// Returns a handle for a strong count that the caller has taken.
  private Arc<T> handle() {
    return Checks.ON ? new Arc<>(this) : this;
  }

  /// Without a test for null: that reads the value even where the caller only counts, from the
  /// cache line over whose counts the cores contend.
  @SuppressWarnings("NullAway") // null only after the last close, which checked mode rejects
  private T held() {
    return value;
  }

  private void release() {
    // Release: our accesses come before the drop. Acquire, for the last owner: so do all
    // others'.
    if ((long) STRONG.getAndAdd(this, -1L) == 1) {
      drop();
    }
  }

  private void drop() {
    T last = value;
    value = null;
    try {
      // Null if somebody tried to copy what was dropped, and somebody closed it again meanwhile.
      if (dropper != null && last != null) {
        dropper.accept(last);
      }
    } finally {
      releaseWeak();
    }
  }

  /// Moves the value out after the strong count has reached zero.
  private T takeOut() {
    T moved = held();
    value = null;
    releaseWeak();
    return moved;
  }

  /// Returns another strong handle, or null if the value is already gone.
  @Nullable Arc<T> upgrade() {
    long old = (long) STRONG.getOpaque(this);
    while (!isGone(old)) {
      if (old < 0) {
        throw overflow();
      }
      // Acquire: sees what was done to the value before the count that we read was published.
      long seen = (long) STRONG.compareAndExchangeAcquire(this, old, old + 1);
      if (seen == old) {
        return handle();
      }
      old = seen;
    }
    return null;
  }

  long strong() {
    long strong = (long) STRONG.getOpaque(this);
    return isGone(strong) ? 0 : strong;
  }

  /// The number of weak handles as one of them reports it: 0 once the value is gone.
  long weakSeenByWeak() {
    // Acquire: the implicit weak count is released after the strong count has reached zero.
    long weak = (long) WEAK.getAcquire(this);
    return strong() == 0 ? 0 : weak - 1;
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
    // Release: an upgrade by this handle comes before a getMut that finds it gone. The
    // collector owns the memory, so the last weak handle has nothing left to free.
    WEAK.getAndAdd(this, -1L);
  }

  private static boolean isGone(long strong) {
    return strong <= 0 && strong >= LOWEST_UNDERFLOW;
  }

  private static IllegalStateException dropped() {
    return new IllegalStateException("the last handle of this Arc was closed: its value is gone");
  }

  private static Error overflow() {
    return new Error("Arc counter overflow");
  }
}
