package dev.threadmill.suite.context;

/// A value to bind, made before the clock runs.
public record Value(long number) {
  /// So many values, numbered from 1 on.
  static Value[] some(int count) {
    var values = new Value[count];
    for (int i = 0; i < count; i++) {
      values[i] = new Value(i + 1);
    }
    return values;
  }

  /// The sum of what [#some] gives.
  static long sumOf(int count) {
    return count * (count + 1L) / 2;
  }
}
