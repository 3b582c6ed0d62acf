package dev.threadmill.suite.machine;

/// How one core tells another through a word of memory.
public enum Handover {
  /// One writes, the other reads until it sees it.
  WRITE,
  /// Both try to swap the word, and the line wanders also when they fail.
  COMPARE_AND_SET
}
