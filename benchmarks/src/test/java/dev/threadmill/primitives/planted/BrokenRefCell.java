package dev.threadmill.primitives.planted;

import dev.threadmill.primitives.Borrowing;

/// A RefCell with a planted bug: whoever ends a borrow frees the cell, though others still read.
public final class BrokenRefCell implements Borrowing {
  private int borrows;

  @Override
  public boolean read() {
    if (borrows < 0) {
      return false;
    }
    borrows++;
    return true;
  }

  @Override
  public boolean write() {
    if (borrows != 0) {
      return false;
    }
    borrows = -1;
    return true;
  }

  @Override
  public void end() {
    borrows = 0; // planted: right for a writer only
  }
}
