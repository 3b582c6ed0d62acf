package dev.threadmill.primitives.planted;

import dev.threadmill.primitives.CountedHandles;

/// An Rc with a planted bug: an upgrade asks for no living value, and so brings back a dropped one.
public final class BrokenRc implements CountedHandles {
  private int strong = 1;
  private int drops;

  @Override
  public void copy() {
    strong++;
  }

  @Override
  public void close() {
    if (--strong == 0) {
      drops++;
    }
  }

  @Override
  public void downgrade() {}

  @Override
  public boolean upgrade() {
    strong++; // planted: whatever the count was
    return true;
  }

  @Override
  public void closeWeak() {}

  @Override
  public int drops() {
    return drops;
  }
}
