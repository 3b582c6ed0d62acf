package dev.threadmill.suite.switching;

/// A count of how often the two threads of a pair were on one carrier at a handover.
///
/// Only a virtual thread's name tells its carrier, and is slow to make, so that a pair looks a few
/// times a round and not at each hand-over. Where a platform thread runs, its name does not tell.
final class CarrierLog {
  private final String[] givers;
  private final String[] takers;
  private long seen;
  private long shared;

  /// @param looks how often each of the two looks in a round
  CarrierLog(int looks) {
    givers = new String[looks];
    takers = new String[looks];
  }

  /// Notes where the calling thread is, which has just given the baton away.
  void giverIsHere(int look) {
    givers[look] = here();
  }

  /// Notes where the calling thread is, which has just been given the baton.
  void takerIsHere(int look) {
    takers[look] = here();
  }

  private static String here() {
    String name = Thread.currentThread().toString();
    return name.substring(name.lastIndexOf('@') + 1);
  }

  /// Counts the looks of a round that has ended.
  void add() {
    for (int look = 0; look < givers.length; look++) {
      seen++;
      if (givers[look].equals(takers[look])) {
        shared++;
      }
    }
  }

  /// At which share of all looks since the last call the two were on one carrier.
  double takeShare() {
    double share = (double) shared / seen;
    seen = 0;
    shared = 0;
    return share;
  }
}
