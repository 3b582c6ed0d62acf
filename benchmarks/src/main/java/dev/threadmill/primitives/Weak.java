package dev.threadmill.primitives;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A handle to the value of an [Arc] that does not keep it alive: Rust's `std::sync::Weak`.
///
/// Unlike a [java.lang.ref.WeakReference], [#upgrade()] fails from the moment the last Arc is
/// closed, not from when the collector runs. In checked mode any use after `close` throws
/// [IllegalStateException]. In fast mode a closed handle still upgrades, and a further close
/// does nothing, unless two threads close one handle at once: then `getMut` of the Arc finds
/// that it is not alone, or not locked, though it is.
///
/// **Blocking:** never. **Null:** rejected as an argument; `upgrade` returns null for a value
/// that is gone. **Interruption:** ignored. **Fairness:** none; `upgrade` retries while others
/// change the count. **Happens-before:** as for [Arc]; `upgrade` itself creates no edge from
/// other owners.
///
/// @param <T> the type of the value
public final class Weak<T> implements AutoCloseable {
  /// The shared object; null if there never was a value.
  private final @Nullable Arc<T> inner;

  private final @Nullable HandleState<Weak<T>> state;
  private boolean closed;

  /// Creates a handle to `inner`, whose weak count the caller has raised.
  Weak(@Nullable Arc<T> inner) {
    this.inner = inner;
    this.state = Checks.ON ? HandleState.shared(this, "Weak", this) : null;
  }

  /// Returns a handle to nothing, which never upgrades: Rust's `Weak::new`.
  public static <T> Weak<T> empty() {
    return new Weak<>(null);
  }

  /// Returns a strong handle to the value, or null if the value is gone or there never was one.
  public @Nullable Arc<T> upgrade() {
    use("upgrade");
    return inner == null ? null : inner.upgrade();
  }

  /// Another weak handle to the same value: Rust's `clone`.
  ///
  /// @throws Error if there would be more than 2⁶³ weak handles, where Rust aborts the process
  public Weak<T> copy() {
    use("copy");
    if (inner == null) {
      return empty();
    }
    inner.addWeak();
    return new Weak<>(inner);
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

  /// The number of strong handles; another thread may change it before the caller uses it.
  public long strongCount() {
    use("strongCount");
    return inner == null ? 0 : inner.strong();
  }

  /// The number of weak handles, with the same caveat as `strongCount`; 0 once the value is
  /// gone.
  public long weakCount() {
    use("weakCount");
    return inner == null ? 0 : inner.weakSeenByWeak();
  }

  /// Whether both refer to the same shared value, or both to none: Rust's `ptr_eq`.
  public boolean sameAs(Weak<?> other) {
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
