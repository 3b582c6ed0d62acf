package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Shares;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A probe that is one thread for all turns and waits for each.
abstract class WaitingProbe implements Probe {
  /// Far longer than a thread needs once nobody is busy.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Crew crew;
  private volatile CountDownLatch begun = new CountDownLatch(0);

  /// Written before the crew begins to work.
  private Window window = new Window(1, 0);

  WaitingProbe(ThreadKind kind) {
    this(kind, LIMIT);
  }

  /// @param limit how long it may go on after the window
  WaitingProbe(ThreadKind kind, Duration limit) {
    crew = new Crew(kind, List.of(this::takeTurns), limit);
  }

  /// The others begin when the probe waits for its first turn: a scheduler that starves it would
  /// not even let it come to that.
  @Override
  public final Shares watch(Window next, BusyCrew busy) throws Exception {
    window = next;
    begun = new CountDownLatch(1);
    var shares = new Shares[1];
    crew.work(
        () -> {
          if (!begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The probe does not begin");
          }
          shares[0] = busy.work(next, () -> ask(next));
        });
    return shares[0];
  }

  private void takeTurns() {
    begun.countDown();
    for (int turn = 0; turn < window.turns(); turn++) {
      await(window, turn);
      window.take(turn);
    }
  }

  /// Asks for the turns, as a platform thread.
  abstract void ask(Window window);

  /// Waits until a turn is asked for, as the probe.
  abstract void await(Window window, int turn);

  @Override
  public final void close() throws InterruptedException {
    crew.close();
  }
}
