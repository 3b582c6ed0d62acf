package dev.threadmill.suite.sharing;

/// Two numbers that always change together, read often and written rarely.
///
/// A fork creates only one kind, so that calls to it stay monomorphic.
public interface Board {
  /// Returns how many writes there were when this was read.
  ///
  /// @throws IllegalStateException if the two numbers come from different writes
  long read();

  /// Adds one to both numbers.
  void write();

  /// Returns the number read, after checking that both numbers were read between the same
  /// writes.
  static long together(long left, long right) {
    if (left != right) {
      throw new IllegalStateException("Read " + left + " beside " + right + ": a torn read");
    }
    return left;
  }
}
