package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A variable whose value can be moved out once: the stand-in for Rust's `move`.
///
/// A Java lambda that captures a variable leaves it usable where it was; rustc makes the
/// capture the only owner. Code that hands a value over puts it into an Owned, and the new
/// owner takes it out. In checked mode each use after that throws [IllegalStateException], and
/// of several threads that race to take, exactly one succeeds. In fast mode [#take()] is a
/// plain read and a plain write: a later `take` or `get` returns null, and racing takes may
/// both succeed.
///
/// An Owned is not a handle and need not be closed: if the value is never taken, whoever still
/// has it closes it where necessary.
///
/// **Blocking:** never. **Null:** the value may not be null. **Interruption:** ignored.
/// **Fairness:** none. **Happens-before:** none in fast mode: starting the new owner's thread,
/// or sending the Owned through a channel, creates the edge.
///
/// @param <T> the type of the value
public final class Owned<T> {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Owned.class, "value", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Null once it has been moved out.
  private @Nullable T value;

  private Owned(T value) {
    this.value = value;
  }

  /// Creates a variable that owns `value`.
  public static <T> Owned<T> of(T value) {
    return new Owned<>(Objects.requireNonNull(value));
  }

  /// Moves the value out.
  ///
  /// @throws IllegalStateException in checked mode, if it has already been moved out
  @SuppressWarnings({"unchecked", "NullAway"}) // null only in fast mode after a move
  public T take() {
    if (Checks.ON) {
      return present("take", (T) VALUE.getAndSet(this, null));
    }
    T moved = value;
    value = null;
    return moved;
  }

  /// The value, borrowed: do not use it after it has been moved out.
  ///
  /// @throws IllegalStateException in checked mode, if it has already been moved out
  @SuppressWarnings({"unchecked", "NullAway"}) // null only in fast mode after a move
  public T get() {
    return Checks.ON ? present("get", (T) VALUE.getVolatile(this)) : value;
  }

  /// Whether the value has been moved out.
  public boolean isMoved() {
    return VALUE.getOpaque(this) == null;
  }

  private static <T> T present(String operation, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(
          "Owned.%s() was called on a value that take() had already moved out"
              .formatted(operation));
    }
    return value;
  }
}
