package dev.threadmill.suite.switching;

import org.jspecify.annotations.Nullable;

/// A wire whose receiver spins until the baton is there.
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
