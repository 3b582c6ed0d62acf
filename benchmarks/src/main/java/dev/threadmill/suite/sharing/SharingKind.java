package dev.threadmill.suite.sharing;

import dev.threadmill.recording.Named;

/// The ladder of contenders: ways to share a count, each built from what the one before lacks.
public enum SharingKind {
  /// This project's mutex.
  @Named("Mutex")
  MUTEX(true, true),
  /// This project's atomically counted handle: a copy and its close, two atomic additions.
  @Named("Arc")
  ARC(true, true),
  @Named("ReentrantLock")
  REENTRANT_LOCK(true, true),
  /// Hands the lock to the thread that has waited longest, so the others wait for its wake-up.
  @Named("ReentrantLock fair")
  REENTRANT_LOCK_FAIR(true, true),
  SYNCHRONIZED(true, true),
  /// Its write lock.
  @Named("StampedLock")
  STAMPED_LOCK(true, true),
  /// With one permit. Any thread may release it, which no lock allows.
  @Named("Semaphore")
  SEMAPHORE(true, true),
  /// One atomic addition, where a lock needs two atomic operations.
  @Named("getAndAdd")
  GET_AND_ADD(true, false),
  @Named("compareAndSet")
  COMPARE_AND_SET(true, false),
  /// Striped counts that are added up when read.
  @Named("LongAdder")
  LONG_ADDER(true, false),
  /// Read, add, volatile write. Loses steps when shared.
  VOLATILE(false, false),
  /// Read, add, write, both without ordering. Loses steps when shared.
  OPAQUE(false, false),
  /// A plain field. Loses steps when shared.
  PLAIN(false, false),
  /// This project's handle with plain counts. Loses counts when shared.
  @Named("Rc")
  RC(false, true),
  /// This project's cell, which checks at run time that nobody else borrows. Loses steps when
  /// shared.
  @Named("RefCell")
  REF_CELL(false, true);

  private final boolean shareable;
  private final boolean holding;

  SharingKind(boolean shareable, boolean holding) {
    this.shareable = shareable;
    this.holding = holding;
  }

  /// Whether several threads may share one instance without loss.
  public boolean isShareable() {
    return shareable;
  }

  /// Whether there is a time between taking and releasing in which to work.
  public boolean isHolding() {
    return holding;
  }

  public Rung open() {
    return switch (this) {
      case MUTEX -> new LockedRung.ByMutex();
      case ARC -> new HandleRung.ByArc();
      case REENTRANT_LOCK -> new LockedRung.ByReentrantLock(false);
      case REENTRANT_LOCK_FAIR -> new LockedRung.ByReentrantLock(true);
      case SYNCHRONIZED -> new LockedRung.BySynchronized();
      case STAMPED_LOCK -> new LockedRung.ByStampedLock();
      case SEMAPHORE -> new LockedRung.BySemaphore();
      case GET_AND_ADD -> new BareRung.GetAndAdd();
      case COMPARE_AND_SET -> new BareRung.CompareAndSet();
      case LONG_ADDER -> new BareRung.Adder();
      case VOLATILE -> new BareRung.Volatile();
      case OPAQUE -> new BareRung.Opaque();
      case PLAIN -> new BareRung.Plain();
      case RC -> new HandleRung.ByRc();
      case REF_CELL -> new LockedRung.ByRefCell();
    };
  }
}
