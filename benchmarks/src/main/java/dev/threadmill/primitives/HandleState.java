package dev.threadmill.primitives;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The lifecycle of one handle in checked mode: what it refers to, and what ended it.
///
/// rustc rejects a program that uses a handle after it was dropped or moved, or that sends an
/// `Rc` to another thread; here the use throws, with a message that names both operations. Fast
/// mode creates no such object.
///
/// **Blocking:** never. **Null:** rejected. **Interruption:** ignored. **Fairness:** none.
/// **Happens-before:** if several threads end one handle, exactly one succeeds.
///
/// @param <I> the type of what the handles of one family share
final class HandleState<I> {
  private final I target;
  private final String type;
  private final @Nullable Thread owner;
  private final LeakWatch.@Nullable Ticket ticket;

  /// The operation that ended the handle; null while it is live.
  private final AtomicReference<@Nullable String> endedBy = new AtomicReference<>();

  private HandleState(Object handle, String type, I target, @Nullable Thread owner) {
    this.target = target;
    this.type = type;
    this.owner = owner;
    this.ticket = LeakWatch.track(handle, type);
  }

  /// Creates the state of a handle that any thread may use.
  static <I> HandleState<I> shared(Object handle, String type, I target) {
    return new HandleState<>(handle, type, target, null);
  }

  /// Creates the state of a handle that only the creating thread may use.
  static <I> HandleState<I> owned(Object handle, String type, I target) {
    return new HandleState<>(handle, type, target, Thread.currentThread());
  }

  /// Returns what the handle refers to.
  ///
  /// @throws IllegalStateException if the handle has ended, or belongs to another thread
  I use(String operation) {
    checkOwner(operation);
    String ended = endedBy.get();
    if (ended != null) {
      throw usedAfter(operation, ended);
    }
    return target;
  }

  /// Ends the handle by `operation` and returns what it referred to.
  ///
  /// @throws IllegalStateException if the handle has already ended, or belongs to another
  ///     thread
  I end(String operation) {
    checkOwner(operation);
    String ended = endedBy.compareAndExchange(null, operation);
    if (ended != null) {
      throw usedAfter(operation, ended);
    }
    if (ticket != null) {
      ticket.settled();
    }
    return target;
  }

  private void checkOwner(String operation) {
    if (owner != null && owner != Thread.currentThread()) {
      throw new IllegalStateException(
          "%s.%s() was called by thread %s, but the handle belongs to thread %s"
              .formatted(type, operation, Thread.currentThread().getName(), owner.getName()));
    }
  }

  private IllegalStateException usedAfter(String operation, String ended) {
    return new IllegalStateException(
        "%s.%s() was called on a handle that %s() had already consumed"
            .formatted(type, operation, ended));
  }
}
