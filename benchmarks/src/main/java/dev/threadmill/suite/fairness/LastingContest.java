package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.infra.Blackhole;

/// A contest of threads that take turns without pause until a stretch of windows is over.
///
/// The threads begin some time before the first window, to get warm, and do not stop in between.
final class LastingContest implements AutoCloseable {
  /// The warm-up is a fifth of the stretch.
  private static final int WARM_UP_PART = 5;

  /// The place of the flag in its array, with nothing that anybody writes to near it: all read it
  /// at each turn.
  private static final int FLAG = 32;

  private final TurnLog turns;
  private final Turnstile turnstile;
  private final long thinkTokens;
  private final long[] done;
  private final AtomicIntegerArray over = new AtomicIntegerArray(2 * FLAG);
  private final Crew crew;

  /// @param windows how many of the shortest the stretch has
  /// @param thinkTokens the work of a contestant between two turns
  LastingContest(
      ThreadKind kind,
      int contestants,
      int windows,
      long thinkTokens,
      Function<TurnLog, Turnstile> turnstile) {
    turns = new TurnLog(contestants, windows);
    this.turnstile = turnstile.apply(turns);
    this.thinkTokens = thinkTokens;
    done = new long[contestants];
    List<Crew.Duty> duties = new ArrayList<>(this.turnstile.attendants());
    for (int i = 0; i < contestants; i++) {
      int contestant = i;
      duties.add(() -> contend(contestant));
    }
    crew = new Crew(kind, duties);
  }

  /// How many of the shortest windows a stretch has.
  static int windows(int stretchMillis) {
    return Math.toIntExact(stretchMillis * 1_000_000L / TurnLog.SHORTEST_NANOS);
  }

  /// Holds the contest, which can be held once.
  ///
  /// @throws IllegalStateException if a turn was lost or made twice, or two had theirs at once
  TurnLog hold() throws Exception {
    turns.open(turns.windows() * TurnLog.SHORTEST_NANOS / WARM_UP_PART);
    crew.work(this::watch);
    turns.close(done);
    return turns;
  }

  private void watch() {
    try {
      for (int boundary = 0; boundary <= turns.windows(); boundary++) {
        for (long left = turns.until(boundary); left > 0; left = turns.until(boundary)) {
          LockSupport.parkNanos(this, left);
        }
        turns.pass(boundary);
      }
    } finally {
      over.set(FLAG, 1);
    }
  }

  private void contend(int contestant) throws InterruptedException {
    long mine = 0;
    while (over.getOpaque(FLAG) == 0) {
      once(turnstile, contestant);
      mine++;
      if (thinkTokens > 0) {
        Blackhole.consumeCPU(thinkTokens);
      }
    }
    done[contestant] = mine;
    turnstile.leave(contestant);
  }

  /// Makes a call that is never inlined, so that the JIT cannot merge neighbouring turns.
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static void once(Turnstile turnstile, int contestant) throws InterruptedException {
    turnstile.pass(contestant);
  }

  /// Reports how the turns fell to the contestants as metrics of the running iteration.
  void report() {
    turns.report();
    double all = Arrays.stream(turns.had(0, turns.windows())).sum();
    Metrics.report("turn", turns.windows() * TurnLog.SHORTEST_NANOS / all, "ns");
    Metrics.report(Metrics.SET_RATE, 1e9 / (turns.windows() * TurnLog.SHORTEST_NANOS), "ops/s");
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
  }
}
