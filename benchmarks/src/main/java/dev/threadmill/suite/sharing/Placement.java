package dev.threadmill.suite.sharing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/// The assignment of instances to threads, and their layout in memory.
public enum Placement {
  /// All threads use all instances.
  SHARED,
  /// Each thread has its own instance, created one after the other, so that neighbours may
  /// share a cache line.
  OWN,
  /// Each thread has its own instance, with padding between them.
  OWN_PADDED;

  /// Room for two pairs of 64-byte cache lines, because some processors fetch lines in pairs.
  private static final int LONGS_BETWEEN = 32;

  /// The instances in memory order, with the spacers between them.
  public static final class Layout {
    private final List<Rung> rungs = new ArrayList<>();
    private final List<long[]> spacers = new ArrayList<>();

    public Rung[] rungs() {
      return rungs.toArray(Rung[]::new);
    }

    /// Returns the total number of longs between instances.
    public long spacing() {
      return spacers.stream().mapToLong(spacer -> spacer.length).sum();
    }
  }

  /// Creates `instances` in their intended memory order.
  public Layout lay(int instances, Supplier<Rung> maker) {
    var layout = new Layout();
    for (int i = 0; i < instances; i++) {
      if (this == OWN_PADDED) {
        layout.spacers.add(new long[LONGS_BETWEEN]);
      }
      layout.rungs.add(maker.get());
    }
    if (this == SHARED) {
      return layout;
    }
    // A full collection compacts objects in allocation order and moves them to where later
    // collections leave them. Copying would sort them by their references instead.
    System.gc();
    return layout;
  }

  /// Returns the instances that a member uses.
  public Rung[] of(Layout layout, int member) {
    return this == SHARED
        ? layout.rungs()
        : Collections.singletonList(layout.rungs.get(member)).toArray(Rung[]::new);
  }
}
