package dev.threadmill.suite.sharing;

/// Two numbers that always change together: much read, seldom written.
///
/// A fork makes one kind only, so that calls of it stay monomorphic.
public interface Board {
  /// How many writes there were when this was read.
  ///
  /// @throws IllegalStateException if the two numbers do not belong together
  long read();

  /// Adds one to both numbers.
  void write();

  /// What a reader found, once it is sure that both numbers were read between the same writes.
  static long together(long left, long right) {
    if (left != right) {
      throw new IllegalStateException("Read " + left + " beside " + right + ": a torn read");
    }
    return left;
  }
}
