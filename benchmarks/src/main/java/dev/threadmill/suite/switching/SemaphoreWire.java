package dev.threadmill.suite.switching;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A wire whose receiver waits for a permit.
final class SemaphoreWire implements Wire {
  private final Semaphore arrived = new Semaphore(0);

  // Plain: the permit publishes it.
  private @Nullable Baton sent;

  @Override
  public void send(Baton baton) {
    sent = baton;
    arrived.release();
  }

  @Override
  public Baton receive() throws InterruptedException {
    arrived.acquire();
    Baton baton = Objects.requireNonNull(sent, "a permit without a baton");
    sent = null;
    return baton;
  }
}
