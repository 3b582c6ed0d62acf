package dev.threadmill.primitives;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A handle to the value of an [Rc] that does not keep it alive: Rust's `std::rc::Weak`.
///
/// Rust has two types of this name, and so does this package: this one upgrades to an Rc and,
/// like it, stays on one thread. [#upgrade()] fails from the moment the last Rc is closed. In
/// checked mode a use after `close` or from another thread throws [IllegalStateException]. In
/// fast mode a closed handle still upgrades, and a further close does nothing.
///
/// **Blocking:** never. **Null:** rejected as an argument; `upgrade` returns null for a value
/// that is gone. **Interruption:** ignored. **Fairness:** none, one thread. **Happens-before:**
/// none, one thread.
///
/// @param <T> the type of the value
public final class RcWeak<T> implements AutoCloseable {
  /// The shared object; null if there never was a value.
  private final @Nullable Rc<T> inner;

  private final @Nullable HandleState<RcWeak<T>> state;
  private boolean closed;

  /// Creates a handle to `inner`, whose weak count the caller has raised.
  RcWeak(@Nullable Rc<T> inner) {
    this.inner = inner;
    this.state = Checks.ON ? HandleState.owned(this, "RcWeak", this) : null;
  }

  /// Returns a handle to nothing, which never upgrades: Rust's `Weak::new`.
  public static <T> RcWeak<T> empty() {
    return new RcWeak<>(null);
  }

  /// Returns a strong handle to the value, or null if the value is gone or there never was one.
  public @Nullable Rc<T> upgrade() {
    use("upgrade");
    return inner == null ? null : inner.upgrade();
  }

  /// Another weak handle to the same value: Rust's `clone`.
  ///
  /// @throws Error if there would be 2⁶³ weak handles; Rust aborts the process at 2⁶⁴
  public RcWeak<T> copy() {
    use("copy");
    if (inner == null) {
      return empty();
    }
    inner.addWeak();
    return new RcWeak<>(inner);
  }

  /// Gives up this handle: Rust's `drop`.
  @Override
  public void close() {
    if (Checks.ON) {
      Objects.requireNonNull(state).end("close");
    } else if (closed) {
      return;
    }
    closed = true;
    if (inner != null) {
      inner.releaseWeak();
    }
  }

  /// The number of strong handles.
  public long strongCount() {
    use("strongCount");
    return inner == null ? 0 : inner.strong();
  }

  /// The number of weak handles; 0 once the value is gone.
  public long weakCount() {
    use("weakCount");
    return inner == null ? 0 : inner.weakSeenByWeak();
  }

  /// Whether both refer to the same shared value, or both to none: Rust's `ptr_eq`.
  public boolean sameAs(RcWeak<?> other) {
    use("sameAs");
    other.use("sameAs");
    return inner == other.inner;
  }

  private void use(String operation) {
    if (Checks.ON) {
      Objects.requireNonNull(state).use(operation);
    }
  }
}
