package dev.threadmill.suite.pinning;

/// The least times of a round, by arithmetic alone.
///
/// @param freeMillis no round can be shorter: all block at once, or one after another where they
///     share a lock that keeps them apart
/// @param pinnedMillis no round of virtual threads that keep their carriers can be shorter, unless
///     the JVM adds carriers
record Bounds(long freeMillis, long pinnedMillis) {

  static Bounds of(Holding holding, Reach reach, int threads, int millis, int carriers) {
    long free = reach == Reach.SHARED && holding.excludes() ? (long) threads * millis : millis;
    long turns = (threads + carriers - 1) / carriers;
    return new Bounds(free, Math.max(free, turns * millis));
  }

  /// How many carriers the JVM has to begin with.
  static int carriers() {
    return Integer.getInteger(
        "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
  }
}
