package dev.threadmill.suite.sharing;

/// The distance in memory between the words of two threads.
public enum Distance {
  /// Separate cache lines on any processor.
  BYTES_256(256),
  /// Separate where cache lines are fetched in pairs.
  BYTES_128(128),
  /// In neighbouring cache lines of the usual size.
  BYTES_64(64),
  /// At both ends of one cache line.
  BYTES_56(56),
  BYTES_8(8),
  /// One word for both: true sharing instead of false sharing.
  BYTES_0(0);

  private final int bytes;

  Distance(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }
}
