package dev.threadmill.primitives;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// The settings of a thread not yet started: Rust's `thread::Builder`, but immutable.
///
/// Each setter returns a new builder, so that one builder can be kept and used for many
/// threads.
///
/// - **Blocking:** never.
/// - **Null:** no argument may be null; the value of a task may be.
/// - **Interruption:** the interrupt flag is neither read nor changed.
/// - **Fairness:** none; the scheduler decides which of the started threads runs.
/// - **Happens-before:** what the caller did before `spawn` is visible to the new thread.
public final class ThreadBuilder implements Spawner {
  /// Rust's default stack size, so that both sides of a comparison reserve the same.
  static final long RUST_STACK_BYTES = 2L << 20;

  private final ThreadKind kind;
  private final @Nullable Scope scope;
  private final @Nullable String name;
  private final long stackBytes;

  ThreadBuilder(ThreadKind kind, @Nullable Scope scope) {
    this(kind, scope, null, RUST_STACK_BYTES);
  }

  private ThreadBuilder(
      ThreadKind kind, @Nullable Scope scope, @Nullable String name, long stackBytes) {
    this.kind = kind;
    this.scope = scope;
    this.name = name;
    this.stackBytes = stackBytes;
  }

  /// Returns the same builder with a name for its threads.
  public ThreadBuilder name(String name) {
    return new ThreadBuilder(kind, scope, Objects.requireNonNull(name, "name"), stackBytes);
  }

  /// Returns the same builder with a stack of at least `bytes`; 0 leaves the size to the JVM.
  ///
  /// Virtual threads ignore the size: their stacks grow on the heap.
  public ThreadBuilder stackSize(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a stack cannot have " + bytes + " bytes");
    }
    return new ThreadBuilder(kind, scope, name, bytes);
  }

  /// Starts a thread that computes a value.
  ///
  /// @throws ThreadNotStarted if the system cannot start another thread, which Rust's builder
  ///     returns as an error
  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Callable<T> task) {
    Objects.requireNonNull(task, "task");
    var packet = new Packet<>(task, scope);
    var thread = settings().uncaughtExceptionHandler(packet).unstarted(packet);
    var parker = new Parker(thread);
    packet.parkBy(parker);
    if (scope != null) {
      scope.enter();
    }
    try {
      thread.start();
    } catch (Throwable refusal) {
      if (scope != null) {
        scope.leave();
      }
      throw new ThreadNotStarted(kind, refusal);
    }
    return new JoinHandle<>(thread, parker, packet, scope);
  }

  /// Creates a bare thread with these settings, not started and not wrapped.
  public Thread newThread(Runnable task) {
    return settings().unstarted(task);
  }

  /// Returns a factory of such threads, for an executor.
  public ThreadFactory factory() {
    return this::newThread;
  }

  private Thread.Builder settings() {
    Thread.Builder settings =
        switch (kind) {
          case PLATFORM -> Thread.ofPlatform().daemon().stackSize(stackBytes);
          case VIRTUAL -> Thread.ofVirtual();
        };
    return name == null ? settings : settings.name(name);
  }
}
