package dev.threadmill.suite.sharing;

import dev.threadmill.recording.Named;

/// The distance in memory between the words of two threads.
public enum Distance {
  /// In separate cache lines on any processor.
  @Named("256 bytes apart")
  BYTES_256(256),
  /// In separate cache lines, also where these are fetched in pairs.
  @Named("128 bytes apart")
  BYTES_128(128),
  /// In neighbouring cache lines of the usual size.
  @Named("64 bytes apart")
  BYTES_64(64),
  /// At both ends of one cache line.
  @Named("56 bytes apart")
  BYTES_56(56),
  /// Side by side in one cache line.
  @Named("8 bytes apart")
  BYTES_8(8),
  /// One word for both: true sharing instead of false sharing.
  @Named("one word")
  BYTES_0(0);

  private final int bytes;

  Distance(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }
}
