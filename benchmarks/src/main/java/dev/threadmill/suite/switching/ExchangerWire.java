package dev.threadmill.suite.switching;

import java.util.concurrent.Exchanger;
import org.jspecify.annotations.Nullable;

/// A wire that exchanges the baton for null, with both threads waiting for each other.
record ExchangerWire(Exchanger<@Nullable Baton> exchanger) implements Wire {
  @Override
  public void send(Baton baton) throws InterruptedException {
    if (exchanger.exchange(baton) != null) {
      throw new IllegalStateException("Two batons met");
    }
  }

  @Override
  public Baton receive() throws InterruptedException {
    Baton baton = exchanger.exchange(null);
    if (baton == null) {
      throw new IllegalStateException("Two receivers met");
    }
    return baton;
  }
}
