package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Departure;
import dev.threadmill.suite.Shares;
import java.util.ArrayList;
import java.util.List;

/// A probe that is a new thread for each turn.
final class StartedProbe implements Probe {
  private final ThreadKind kind;

  StartedProbe(ThreadKind kind) {
    this.kind = kind;
  }

  @Override
  public Shares watch(Window window, BusyCrew busy) throws Exception {
    List<Thread> started = new ArrayList<>(window.turns());
    var shares =
        busy.work(window, () -> Waking.ring(window, turn -> started.add(start(window, turn))));
    Departure.await(started);
    return shares;
  }

  private Thread start(Window window, int turn) {
    var thread = kind.newThread(() -> window.take(turn));
    thread.start();
    return thread;
  }

  @Override
  public void close() {}
}
