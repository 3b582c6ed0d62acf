package dev.threadmill.suite.messaging;

/// The choice of the pipe of a [Fan] that a message goes into.
public enum FanPattern {
  /// To each pipe in turn.
  UNIFORM,
  /// All to the last pipe, which a biased select checks last.
  ONE_HOT;

  int pipe(long number, int pipes) {
    return this == UNIFORM ? (int) (number % pipes) : pipes - 1;
  }
}
