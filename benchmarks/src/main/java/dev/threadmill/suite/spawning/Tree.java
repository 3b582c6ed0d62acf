package dev.threadmill.suite.spawning;

/// A tree of tasks in which every node but the leaves has ten children.
///
/// A leaf's value is its number, counting from zero; a node's value is the sum of its
/// children's.
public interface Tree extends AutoCloseable {
  int CHILDREN = 10;

  /// Grows the tree, and returns the value of its root.
  ///
  /// @param leaves a power of ten
  /// @throws IllegalStateException if the root has no value in time
  long sum(int leaves) throws Exception;

  /// Grows the tree, and returns its sum if that is correct.
  default long checkedSum(int leaves) throws Exception {
    long sum = sum(leaves);
    long right = leaves * (leaves - 1L) / 2;
    if (sum != right) {
      throw new IllegalStateException("The leaves add up to " + right + ", the tree to " + sum);
    }
    return sum;
  }

  /// Ends the threads that outlive a tree, if any.
  @Override
  default void close() throws InterruptedException {}
}
