package dev.threadmill.suite.fairness;

import dev.threadmill.suite.Crew;
import dev.threadmill.suite.messaging.Message;
import dev.threadmill.suite.messaging.Pipe;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A pipe whose producers are the contestants. A turn is a message that its one consumer gets.
final class PipeTurnstile implements Turnstile {
  private final TurnLog turns;
  private final Pipe.Outlet outlet;
  private final Pipe.Inlet[] inlets;
  private final Message[] messages;

  PipeTurnstile(Pipe pipe, int producers, TurnLog turns) {
    this.turns = turns;
    outlet = pipe.outlet();
    inlets = new Pipe.Inlet[producers];
    Arrays.setAll(inlets, i -> pipe.inlet());
    messages = IntStream.range(0, producers).mapToObj(Message::new).toArray(Message[]::new);
  }

  @Override
  public void pass(int contestant) throws InterruptedException {
    inlets[contestant].send(messages[contestant]);
  }

  @Override
  public void leave(int contestant) throws InterruptedException {
    inlets[contestant].send(Message.END);
  }

  @Override
  public List<Crew.Duty> attendants() {
    return List.of(this::receive);
  }

  private void receive() throws InterruptedException {
    for (int left = inlets.length; left > 0; ) {
      var message = outlet.receive();
      if (message == Message.END) {
        left--;
      } else {
        turns.take((int) message.number());
      }
    }
  }
}
