package dev.threadmill.suite.switching;

import dev.threadmill.primitives.Parker;
import org.jspecify.annotations.Nullable;

/// A wire whose receiver parks on its own token.
final class ParkerWire implements Wire {
  private volatile @Nullable Baton sent;
  private volatile @Nullable Parker receiver;

  @Override
  public void send(Baton baton) {
    sent = baton;
    Parker waiting = receiver;
    if (waiting != null) {
      waiting.unpark();
    }
  }

  @Override
  public Baton receive() {
    if (receiver == null) {
      receiver = Parker.current();
    }
    Baton baton;
    while ((baton = sent) == null) {
      Parker.park();
    }
    sent = null;
    return baton;
  }
}
