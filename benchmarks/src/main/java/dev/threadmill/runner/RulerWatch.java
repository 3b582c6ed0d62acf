package dev.threadmill.runner;

import dev.threadmill.machine.Ruler;
import dev.threadmill.results.RulerReading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Reads the ruler now and then between forks, so that a run can say whether its machine stayed the
/// same.
///
/// It does so in this process, where nothing can be left running when a run is killed, and only
/// before a round: within one it would come between cells that are compared. All readings together
/// never take more than a fiftieth of a run, so a short run has none.
final class RulerWatch {
  @FunctionalInterface
  interface Reading {
    Ruler.Scores measure() throws InterruptedException;
  }

  /// How many times longer than a reading the time before it must be.
  private static final long SHARE = 50;

  /// Two parts, each with a warm-up of a fifth.
  private static final long USUAL_NANOS = 2 * Ruler.PART.toNanos() * 6 / 5;

  private final Reading ruler;
  private final Consumer<RulerReading> kept;
  private final LongSupplier nanoTime;
  private boolean warm;
  private long nextNanos;

  /// @param kept where readings go
  /// @param nanoTime the clock of the session
  RulerWatch(Reading ruler, Consumer<RulerReading> kept, LongSupplier nanoTime) {
    this.ruler = ruler;
    this.kept = kept;
    this.nanoTime = nanoTime;
    // The first reading takes twice as long.
    nextNanos = nanoTime.getAsLong() + 2 * SHARE * USUAL_NANOS;
  }

  /// Takes a reading if it is time for one.
  void look() {
    if (nanoTime.getAsLong() < nextNanos) {
      return;
    }
    try {
      if (!warm) {
        ruler.measure(); // the first scores are the compiler's
        warm = true;
      }
      var started = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
      long start = nanoTime.getAsLong();
      var scores = ruler.measure();
      long end = nanoTime.getAsLong();
      nextNanos = end + SHARE * (end - start);
      kept.accept(new RulerReading(started, scores));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What readings add to a run that takes so long without them.
  static long added(long millis) {
    return millis * 1_000_000 < 2 * SHARE * USUAL_NANOS ? 0 : millis / SHARE;
  }
}
