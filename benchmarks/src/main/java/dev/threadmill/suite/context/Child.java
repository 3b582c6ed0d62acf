package dev.threadmill.suite.context;

/// A child thread's tally of the values that reached it.
final class Child {
  private long sum;

  void got(Value value) {
    sum += value.number();
  }

  /// The sum of the values that it got since this was last asked.
  long take() {
    long taken = sum;
    sum = 0;
    return taken;
  }
}
