package dev.threadmill.suite.sharing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/// Which thread uses which instance, and where these lie in memory.
public enum Placement {
  /// All threads use all instances.
  SHARED,
  /// Each thread has an instance of its own, made one after the other, so that neighbours may lie
  /// in one cache line.
  OWN,
  /// Each thread has an instance of its own, with room between.
  OWN_PADDED;

  /// Room for two pairs of lines of 64 bytes, since some processors fetch lines in pairs.
  private static final int LONGS_BETWEEN = 32;

  /// Instances as they lie, with what keeps them apart.
  public static final class Layout {
    private final List<Rung> rungs = new ArrayList<>();
    private final List<long[]> spacers = new ArrayList<>();

    public Rung[] rungs() {
      return rungs.toArray(Rung[]::new);
    }

    /// How many longs lie between instances, all told.
    public long spacing() {
      return spacers.stream().mapToLong(spacer -> spacer.length).sum();
    }
  }

  /// Makes `instances`, in the order in which they shall lie.
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
    // A full collection slides objects together in the order in which they were made, and moves
    // them where the collections to come leave them. Copying would sort them by who refers to whom.
    System.gc();
    return layout;
  }

  /// The instances that a member uses, of those laid.
  public Rung[] of(Layout layout, int member) {
    return this == SHARED
        ? layout.rungs()
        : Collections.singletonList(layout.rungs.get(member)).toArray(Rung[]::new);
  }
}
