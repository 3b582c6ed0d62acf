package dev.threadmill.suite.messaging;

/// Which of the pipes of a [Fan] a message goes into.
public enum FanPattern {
  /// To each in turn.
  UNIFORM,
  /// All to the last, which a biased choice looks at last.
  ONE_HOT;

  int pipe(long number, int pipes) {
    return this == UNIFORM ? (int) (number % pipes) : pipes - 1;
  }
}
