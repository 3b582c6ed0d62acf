package dev.threadmill.suite.switching;

import org.jspecify.annotations.Nullable;

/// A wire whose receiver waits on a monitor.
final class MonitorWire implements Wire {
  private @Nullable Baton sent;

  @Override
  public synchronized void send(Baton baton) {
    sent = baton;
    notify(); // there is one receiver
  }

  @Override
  public synchronized Baton receive() throws InterruptedException {
    Baton baton;
    while ((baton = sent) == null) {
      wait();
    }
    sent = null;
    return baton;
  }
}
