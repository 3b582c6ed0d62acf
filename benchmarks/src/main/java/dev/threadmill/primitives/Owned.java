package dev.threadmill.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A variable whose value can be moved out once: the stand-in for Rust's `move`.
///
/// A Java lambda that captures a variable leaves it usable where it was; rustc makes the capture
/// the only owner. A value that is to change hands is put into an Owned, and the new owner takes
/// it out. In checked mode each use after that throws [IllegalStateException], and of several
/// threads that take, one succeeds. In fast mode [#take()] is a plain read and a plain write: a
/// later `take` or `get` gives null, and takes that race may both succeed.
///
/// An Owned is no handle that must be closed: a value that was never taken is closed, where it
/// needs to be, by whoever still has it.
///
/// **Blocking:** never. **Null:** the value may not be null. **Interruption:** ignored.
/// **Fairness:** none. **Happens-before:** none in fast mode: start the new owner's thread, or send
/// the Owned through a channel, and that makes the edge.
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

  /// Null once it was moved out.
  private @Nullable T value;

  private Owned(T value) {
    this.value = value;
  }

  /// A variable that owns `value`.
  public static <T> Owned<T> of(T value) {
    return new Owned<>(Objects.requireNonNull(value));
  }

  /// Moves the value out.
  ///
  /// @throws IllegalStateException in checked mode, if it was moved out before
  @SuppressWarnings({"unchecked", "NullAway"}) // null only in fast mode after a move
  public T take() {
    if (Checks.ON) {
      return present("take", (T) VALUE.getAndSet(this, null));
    }
    T moved = value;
    value = null;
    return moved;
  }

  /// The value, borrowed: do not use it after it was moved out.
  ///
  /// @throws IllegalStateException in checked mode, if it was moved out before
  @SuppressWarnings({"unchecked", "NullAway"}) // null only in fast mode after a move
  public T get() {
    return Checks.ON ? present("get", (T) VALUE.getVolatile(this)) : value;
  }

  /// Whether the value was moved out.
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
