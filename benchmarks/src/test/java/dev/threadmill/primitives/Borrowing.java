package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// The borrows from one cell as a test makes them, newest last.
public interface Borrowing {
  /// Whether one more may read now.
  boolean read();

  /// Whether somebody may write now.
  boolean write();

  /// Ends the newest borrow.
  void end();

  /// Does the calls to `borrowing` and to two numbers: 0 reads, 1 writes, 2 ends. What is still
  /// borrowed then is ended.
  ///
  /// @throws AssertionError if they differ
  static void compare(Borrowing borrowing, List<Integer> calls) {
    int readers = 0;
    int writers = 0;
    for (int call : calls) {
      if (call == 0) {
        assertThat(borrowing.read()).isEqualTo(writers == 0);
        readers += writers == 0 ? 1 : 0;
      } else if (call == 1) {
        assertThat(borrowing.write()).isEqualTo(readers + writers == 0);
        writers = readers == 0 ? 1 : 0;
      } else if (readers + writers > 0) {
        borrowing.end();
        readers = Math.max(0, readers - 1);
        writers = 0;
      }
    }
    for (int left = readers + writers; left > 0; left--) {
      borrowing.end();
    }
  }
}
