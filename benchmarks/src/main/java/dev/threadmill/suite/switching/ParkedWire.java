package dev.threadmill.suite.switching;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A wire whose receiver parks.
final class ParkedWire implements Wire {
  // Both volatile: the sender writes the baton and then looks for a receiver; the receiver
  // registers and then looks for the baton. So one of them sees the other.
  private volatile @Nullable Baton sent;
  private volatile @Nullable Thread receiver;

  @Override
  public void send(Baton baton) {
    sent = baton;
    LockSupport.unpark(receiver); // does nothing while there is none
  }

  @Override
  public Baton receive() {
    Thread self = Thread.currentThread();
    if (receiver != self) {
      receiver = self;
    }
    Baton baton;
    while ((baton = sent) == null) {
      LockSupport.park(this);
    }
    sent = null;
    return baton;
  }
}
