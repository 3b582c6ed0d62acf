package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;

/// One producer, one consumer, whatever is between them, and what came out.
record TrafficRound(Pipe pipe, ThreadKind kind, List<Crew.Duty> between) {
  TrafficRound(Pipe pipe, ThreadKind kind) {
    this(pipe, kind, List.of());
  }

  /// Sends so many messages, and lists those that arrive.
  List<Long> arrivals(int messages) throws InterruptedException {
    List<Long> arrived = new ArrayList<>();
    List<Crew.Duty> duties = new ArrayList<>(between);
    var inlet = pipe.inlet();
    var outlet = pipe.outlet();
    duties.add(
        () -> {
          for (int i = 0; i < messages; i++) {
            inlet.send(new Message(i));
          }
          inlet.send(Message.END);
        });
    duties.add(
        () -> {
          for (var m = outlet.receive(); m != Message.END; m = outlet.receive()) {
            arrived.add(m.number());
          }
        });
    try (var crew = new Crew(kind, duties)) {
      crew.work();
    }
    return arrived;
  }
}
