package dev.threadmill.primitives.planted;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// An Arc with two planted bugs, which the stress tests must catch.
///
/// `close` reads the count and writes it back in two steps, so both of two owners may see another
/// one left. `upgrade` does so too, so it may bring back a value that was dropped in between.
final class BrokenArc {
  private static final VarHandle STRONG;

  static {
    try {
      STRONG = MethodHandles.lookup().findVarHandle(BrokenArc.class, "strong", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long strong;
  private final Runnable dropper;

  BrokenArc(long strong, Runnable dropper) {
    this.strong = strong;
    this.dropper = dropper;
  }

  /// Planted: a read and a write instead of one read-modify-write.
  void close() {
    long left = strong - 1;
    strong = left;
    if (left == 0) {
      dropper.run();
    }
  }

  /// The close as it should be, so that the upgrade's bug shows alone.
  void closeRight() {
    if ((long) STRONG.getAndAdd(this, -1L) == 1) {
      dropper.run();
    }
  }

  /// Planted: a look and an addition instead of a compare-and-set.
  boolean upgrade() {
    if (strong == 0) {
      return false;
    }
    STRONG.getAndAdd(this, 1L);
    return true;
  }
}
