package dev.threadmill.suite.pinning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Threads that all run their errands at once, with a check that each errand ran, that none was
/// counted twice, and that the round was not shorter than its blocking time allows.
public final class Round implements AutoCloseable {
  private final List<Errand> errands;
  private final List<Tally> tallies;
  private final long leastNanos;
  private final Crew crew;
  private long expected;

  private Round(ThreadKind kind, List<Errand> errands, List<Tally> tallies, long leastMillis) {
    this.errands = errands;
    this.tallies = tallies;
    // A tenth less, because some of the ways to wait count whole milliseconds of another clock.
    leastNanos = TimeUnit.MILLISECONDS.toNanos(leastMillis) * 9 / 10;
    crew = new Crew(kind, errands.stream().<Crew.Duty>map(errand -> errand::run).toList());
  }

  /// Creates a round of threads that block as specified.
  static Round of(
      ThreadKind kind, Holding holding, Blocker blocker, Reach reach, int threads, int millis)
      throws IOException {
    var bounds = Bounds.of(holding, reach, threads, millis, 1);
    return of(
        kind, tally -> holding.errand(tally, blocker, millis), reach, threads, bounds.freeMillis());
  }

  /// A factory of errands on a tally.
  interface Maker {
    Errand on(Tally tally) throws IOException;
  }

  static Round of(ThreadKind kind, Maker maker, Reach reach, int threads, long leastMillis)
      throws IOException {
    List<Tally> tallies = new ArrayList<>();
    List<Errand> errands = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      if (i == 0 || reach == Reach.PRIVATE) {
        tallies.add(new Tally());
      }
      errands.add(maker.on(tallies.get(tallies.size() - 1)));
    }
    return new Round(kind, errands, tallies, leastMillis);
  }

  /// Prepares all errands; to be called before each round.
  void prepare() {
    errands.forEach(Errand::prepare);
  }

  /// Runs the errand of every thread.
  ///
  /// @throws IllegalStateException if one did not run, or cannot have blocked
  void run() throws InterruptedException {
    long start = System.nanoTime();
    crew.work();
    check(System.nanoTime() - start);
  }

  private void check(long tookNanos) {
    expected += errands.size();
    long counted = 0;
    for (var tally : tallies) {
      counted += tally.count;
    }
    if (counted != expected) {
      throw new IllegalStateException(counted + " errands were run, not " + expected);
    }
    if (tookNanos < leastNanos) {
      throw new IllegalStateException(
          "A round took " + tookNanos + " ns, less than " + leastNanos + ": somebody did not wait");
    }
  }

  @Override
  public void close() throws InterruptedException, IOException {
    crew.close();
    for (var errand : errands) {
      errand.close();
    }
  }
}
