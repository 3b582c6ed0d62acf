package dev.threadmill.suite.sharing;

import dev.threadmill.recording.Named;

/// The contenders: ways to guard data that is read much more often than written.
public enum BoardKind {
  /// This project's mutex, which admits one thread at a time, readers included.
  @Named("Mutex")
  MUTEX,
  /// An object's monitor, which admits one thread at a time.
  SYNCHRONIZED,
  /// The JDK's lock, which admits one thread at a time.
  @Named("ReentrantLock")
  REENTRANT_LOCK,
  /// Admits many readers or one writer.
  @Named("ReentrantReadWriteLock")
  READ_WRITE_LOCK,
  /// Admits many readers or one writer, and is not reentrant.
  @Named("StampedLock")
  STAMPED_LOCK,
  /// Readers take no lock: they read, and read again under the lock if a write intervened.
  @Named("StampedLock optimistic")
  STAMPED_LOCK_OPTIMISTIC,
  /// Readers follow one reference; writers, one at a time, replace the object behind it.
  VOLATILE_SNAPSHOT;

  public Board open() {
    return switch (this) {
      case MUTEX -> new GuardedBoard.BoardByMutex();
      case SYNCHRONIZED -> new GuardedBoard.BoardBySynchronized();
      case REENTRANT_LOCK -> new GuardedBoard.BoardByReentrantLock();
      case READ_WRITE_LOCK -> new GuardedBoard.ByReadWriteLock();
      case STAMPED_LOCK -> new GuardedBoard.BoardByStampedLock();
      case STAMPED_LOCK_OPTIMISTIC -> new GuardedBoard.ByOptimism();
      case VOLATILE_SNAPSHOT -> new GuardedBoard.BySnapshot();
    };
  }
}
