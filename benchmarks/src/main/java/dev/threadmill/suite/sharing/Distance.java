package dev.threadmill.suite.sharing;

/// The distance in memory between the words of two threads.
public enum Distance {
  /// Apart by any processor's lights.
  BYTES_256(256),
  /// Apart where lines are fetched in pairs.
  BYTES_128(128),
  /// In neighbouring lines of the usual size.
  BYTES_64(64),
  /// At both ends of one line.
  BYTES_56(56),
  BYTES_8(8),
  /// One word for both: no false sharing, but a true one.
  BYTES_0(0);

  private final int bytes;

  Distance(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }
}
