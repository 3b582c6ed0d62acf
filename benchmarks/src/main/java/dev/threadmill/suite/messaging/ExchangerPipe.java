package dev.threadmill.suite.messaging;

import java.util.Objects;
import java.util.concurrent.Exchanger;
import org.jspecify.annotations.Nullable;

/// An exchanger as a pipe: the consumer exchanges null for each message.
final class ExchangerPipe implements Pipe {
  private final Exchanger<@Nullable Message> exchanger = new Exchanger<>();

  @Override
  public Inlet inlet() {
    return exchanger::exchange;
  }

  @Override
  public Outlet outlet() {
    return () -> Objects.requireNonNull(exchanger.exchange(null));
  }
}
