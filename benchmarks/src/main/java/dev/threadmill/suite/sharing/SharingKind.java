package dev.threadmill.suite.sharing;

import dev.threadmill.recording.Named;
import dev.threadmill.suite.UnitKind;

/// The ladder of contenders: ways to share a count, each built from what the one before lacks.
public enum SharingKind {
  /// This project's mutex; for coroutines that of kotlinx.
  @Named(value = "Mutex", ofCoroutines = "Kotlin Mutex")
  MUTEX(true, true),
  /// This project's atomically counted handle: a copy and its close, two atomic additions.
  @Named("Arc")
  ARC(true, true),
  /// The JDK's lock, unfair: a running thread may take it before those that wait.
  @Named("ReentrantLock")
  REENTRANT_LOCK(true, true),
  /// The JDK's lock in fair mode: the thread that has waited longest gets it, once it is awake.
  @Named("ReentrantLock fair")
  REENTRANT_LOCK_FAIR(true, true),
  /// An object's monitor.
  SYNCHRONIZED(true, true),
  /// The write lock of a `StampedLock`, which is not reentrant.
  @Named("StampedLock")
  STAMPED_LOCK(true, true),
  /// A semaphore with one permit, which any thread may release, as no lock allows.
  @Named(value = "Semaphore", ofCoroutines = "Kotlin Semaphore")
  SEMAPHORE(true, true),
  /// One atomic addition, where a lock needs two atomic operations.
  @Named("getAndAdd")
  GET_AND_ADD(true, false),
  /// A read and a `compareAndSet`, repeated until no other thread intervened.
  @Named("compareAndSet")
  COMPARE_AND_SET(true, false),
  /// Striped counts that are added up when read.
  @Named("LongAdder")
  LONG_ADDER(true, false),
  /// A read, an addition and a volatile write: loses steps when shared.
  VOLATILE(false, false),
  /// A read, an addition and a write, all without ordering: loses steps when shared.
  OPAQUE(false, false),
  /// A plain field: loses steps when shared.
  PLAIN(false, false),
  /// This project's handle with plain counts: loses counts when shared.
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

  /// A new one for such units; what never blocks is the same for all.
  ///
  /// @throws dev.threadmill.recording.NotApplicable if there is none
  Rung open(UnitKind kind) {
    return kind != UnitKind.COROUTINE
        ? open()
        : switch (this) {
          case MUTEX -> new SuspendingRung.ByKotlinMutex();
          case SEMAPHORE -> new SuspendingRung.ByKotlinSemaphore();
          case REENTRANT_LOCK, REENTRANT_LOCK_FAIR, SYNCHRONIZED, STAMPED_LOCK ->
              throw UnitKind.notForCoroutines();
          default -> open();
        };
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
