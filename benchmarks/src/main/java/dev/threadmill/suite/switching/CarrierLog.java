package dev.threadmill.suite.switching;

/// A count of how often the two threads of a pair shared a carrier at a hand-off.
///
/// Only a virtual thread's string form names its carrier, and building it is slow, so a pair
/// samples a few times per round and not at each hand-off. For a platform thread it does not
/// tell where the thread runs.
final class CarrierLog {
  private final String[] givers;
  private final String[] takers;
  private long seen;
  private long shared;

  /// @param looks the number of samples that each thread takes per round
  CarrierLog(int looks) {
    givers = new String[looks];
    takers = new String[looks];
  }

  /// Records the carrier of the calling thread, which has just passed the baton.
  void giverIsHere(int look) {
    givers[look] = here();
  }

  /// Records the carrier of the calling thread, which has just received the baton.
  void takerIsHere(int look) {
    takers[look] = here();
  }

  private static String here() {
    String name = Thread.currentThread().toString();
    return name.substring(name.lastIndexOf('@') + 1);
  }

  /// Counts the samples of a round that has ended.
  void add() {
    for (int look = 0; look < givers.length; look++) {
      seen++;
      if (givers[look].equals(takers[look])) {
        shared++;
      }
    }
  }

  /// Returns the share of samples since the last call in which both threads were on one
  /// carrier.
  double takeShare() {
    double share = (double) shared / seen;
    seen = 0;
    shared = 0;
    return share;
  }
}
