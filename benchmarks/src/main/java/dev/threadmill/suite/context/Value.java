package dev.threadmill.suite.context;

/// A value to bind, created before the clock starts.
public record Value(long number) {
  /// Creates `count` values, numbered from 1.
  static Value[] some(int count) {
    var values = new Value[count];
    for (int i = 0; i < count; i++) {
      values[i] = new Value(i + 1);
    }
    return values;
  }

  /// Returns the sum of the numbers that [#some] assigns.
  static long sumOf(int count) {
    return count * (count + 1L) / 2;
  }
}
