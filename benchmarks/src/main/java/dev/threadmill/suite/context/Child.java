package dev.threadmill.suite.context;

/// The tally of the values that reached a child thread.
final class Child {
  private long sum;

  void got(Value value) {
    sum += value.number();
  }

  /// Returns the sum of the values received since the last call.
  long take() {
    long taken = sum;
    sum = 0;
    return taken;
  }
}
