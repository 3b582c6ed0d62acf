package dev.threadmill.suite.pinning;

/// The lower bounds on the time of a round, by arithmetic alone.
///
/// @param freeMillis the bound for any round: all block at once, or one after another if they
///     share a lock that excludes
/// @param pinnedMillis the bound for a round of pinned virtual threads, unless the JVM adds
///     carriers
record Bounds(long freeMillis, long pinnedMillis) {

  static Bounds of(Holding holding, Reach reach, int threads, int millis, int carriers) {
    long free = reach == Reach.SHARED && holding.excludes() ? (long) threads * millis : millis;
    long turns = (threads + carriers - 1) / carriers;
    return new Bounds(free, Math.max(free, turns * millis));
  }

  /// Returns the number of carriers the JVM starts with.
  static int carriers() {
    return Integer.getInteger(
        "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
  }
}
