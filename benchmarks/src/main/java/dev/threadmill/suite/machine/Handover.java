package dev.threadmill.suite.machine;

import dev.threadmill.recording.Named;

/// A way for one core to signal another through a word of memory.
public enum Handover {
  /// One writes, the other reads until it sees the write.
  WRITE,
  /// Both try to swap the word, and the cache line moves even when they fail.
  @Named("compareAndSet")
  COMPARE_AND_SET
}
