package dev.threadmill.suite.switching;

import org.jspecify.annotations.Nullable;

/// A wire whose receiver busy-waits until the baton arrives.
final class SpinningWire implements Wire {
  private volatile @Nullable Baton sent;

  @Override
  public void send(Baton baton) {
    sent = baton;
  }

  @Override
  public Baton receive() {
    Baton baton;
    while ((baton = sent) == null) {
      Thread.onSpinWait();
    }
    sent = null;
    return baton;
  }
}
