package dev.threadmill.suite.messaging;

import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;

/// A series of pipes with a relay thread between each two; itself a pipe, from the inlet of the
/// first to the outlet of the last.
record Chain(List<Pipe> links) implements Pipe {
  @Override
  public Inlet inlet() {
    return links.getFirst().inlet();
  }

  @Override
  public Outlet outlet() {
    return links.getLast().outlet();
  }

  /// Returns the work of the threads between the pipes in a round.
  List<Crew.Duty> relays() {
    List<Crew.Duty> relays = new ArrayList<>();
    for (int i = 1; i < links.size(); i++) {
      relays.add(relay(links.get(i - 1).outlet(), links.get(i).inlet()));
    }
    return relays;
  }

  /// Passes on what comes, until the end marker.
  static Crew.Duty relay(Outlet from, Inlet to) {
    return () -> {
      Message message;
      do {
        message = from.receive();
        to.send(message);
      } while (message != Message.END);
    };
  }
}
