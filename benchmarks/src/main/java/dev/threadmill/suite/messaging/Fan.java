package dev.threadmill.suite.messaging;

import dev.threadmill.suite.Crew;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several pipes with one producer, and one consumer that takes from any pipe with a message.
final class Fan {
  /// The producer's side: sends into one of the pipes.
  interface Entrance {
    void send(int pipe, Message message) throws InterruptedException;
  }

  private final int pipes;
  private final Entrance entry;
  private final Pipe.Outlet any;
  private final List<Crew.Duty> forwarders;

  Fan(int pipes, Entrance entry, Pipe.Outlet any) {
    this(pipes, entry, any, List.of());
  }

  private Fan(int pipes, Entrance entry, Pipe.Outlet any, List<Crew.Duty> forwarders) {
    this.pipes = pipes;
    this.entry = entry;
    this.any = any;
    this.forwarders = forwarders;
  }

  /// Creates a fan over pipes whose messages threads forward into one of which the consumer takes.
  static Fan forwarded(List<Pipe> from, Pipe into) {
    List<Pipe.Inlet> inlets = from.stream().map(Pipe::inlet).toList();
    return new Fan(
        from.size(),
        (pipe, message) -> inlets.get(pipe).send(message),
        into.outlet(),
        from.stream().map(pipe -> Chain.relay(pipe.outlet(), into.inlet())).toList());
  }

  /// Returns the work of the threads between the pipes and the consumer in a round.
  List<Crew.Duty> forwarders() {
    return forwarders;
  }

  /// Creates a fan over pipes that are polled round-robin, starting after the one that gave the
  /// last message.
  static Fan polled(List<Pipe.Trying> polled) {
    List<Pipe.Inlet> inlets = polled.stream().map(Pipe::inlet).toList();
    var polling =
        new Pipe.Outlet() {
          private int last;

          @Override
          public Message receive() throws InterruptedException {
            Message message = look();
            for (int looks = 0; message == null; message = look()) {
              looks = SpinningWait.pause(looks);
            }
            return message;
          }

          private @Nullable Message look() throws InterruptedException {
            for (int i = 0; i < polled.size(); i++) {
              last = last + 1 == polled.size() ? 0 : last + 1;
              Message message = polled.get(last).tryReceive();
              if (message != null) {
                return message;
              }
            }
            return null;
          }
        };
    return new Fan(polled.size(), (pipe, message) -> inlets.get(pipe).send(message), polling);
  }

  /// Returns this fan as one pipe. Because the pipes have no order among them, the end marker
  /// goes into each of them, and counts once it has come out of all.
  Pipe dealing(FanPattern pattern) {
    return new Pipe() {
      @Override
      public Inlet inlet() {
        return message -> {
          if (message == Message.END) {
            for (int pipe = 0; pipe < pipes; pipe++) {
              entry.send(pipe, message);
            }
          } else {
            entry.send(pattern.pipe(message.number(), pipes), message);
          }
        };
      }

      @Override
      public Outlet outlet() {
        return new Outlet() {
          private int ends;

          @Override
          public Message receive() throws InterruptedException {
            Message message = any.receive();
            while (message == Message.END && ++ends < pipes) {
              message = any.receive();
            }
            if (message == Message.END) {
              ends = 0; // for the next round
            }
            return message;
          }
        };
      }
    };
  }
}
