package dev.threadmill.suite.sharing;

/// The distance in memory between the words of two threads.
public enum Distance {
  /// In separate cache lines on any processor.
  BYTES_256(256),
  /// In separate cache lines, also where these are fetched in pairs.
  BYTES_128(128),
  /// In neighbouring cache lines of the usual size.
  BYTES_64(64),
  /// At both ends of one cache line.
  BYTES_56(56),
  /// Side by side in one cache line.
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
