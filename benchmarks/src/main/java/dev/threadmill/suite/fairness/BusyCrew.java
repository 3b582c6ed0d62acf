package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Shares;
import dev.threadmill.suite.Team;
import dev.threadmill.suite.UnitKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/// Busy threads or coroutines that never run out of work: they stop when a window is over, and
/// not before.
class BusyCrew implements AutoCloseable {
  /// Some ten microseconds of work.
  private static final int TOKENS = 5_000;

  /// Far longer than a thread needs to begin.
  private static final int LIMIT_SECONDS = 10;

  private final List<Gesture> gestures = new ArrayList<>();
  private final long[] doneBy;
  private final long[] leftAt;
  private final Team crew;

  // Both are written before the crew begins to work.
  private Window window = new Window(1, 0);
  private CountDownLatch begun = new CountDownLatch(0);

  BusyCrew(ThreadKind kind, Courtesy courtesy, int busy) throws IOException {
    doneBy = new long[busy];
    leftAt = new long[busy];
    List<Crew.Duty> duties = new ArrayList<>();
    for (int i = 0; i < busy; i++) {
      int worker = i;
      var gesture = courtesy.gesture();
      gestures.add(gesture);
      duties.add(() -> work(worker, gesture));
    }
    crew = new Crew(kind, duties);
  }

  /// Coroutines, where the other constructor is for threads.
  private BusyCrew(Courtesy courtesy, int busy) {
    doneBy = new long[busy];
    leftAt = new long[busy];
    crew = new BusyCoroutines(this, courtesy).team(busy);
  }

  static BusyCrew of(UnitKind kind, Courtesy courtesy, int busy) throws IOException {
    return kind == UnitKind.COROUTINE
        ? new BusyCrew(courtesy, busy)
        : new BusyCrew(kind.threads(), courtesy, busy);
  }

  /// Opens a window when as many are at work as can be at once, and works until it is over, while
  /// the caller does something beside it. Returns how the units of work fell to the threads.
  Shares work(Window next, Crew.Duty beside) throws Exception {
    window = next;
    begun = new CountDownLatch(Math.min(leftAt.length, Runtime.getRuntime().availableProcessors()));
    crew.work(
        () -> {
          if (!begun.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The busy threads do not begin");
          }
          next.open();
          beside.run();
        });
    for (int i = 0; i < leftAt.length; i++) {
      long early = next.end() - leftAt[i];
      if (early > 0) {
        throw new IllegalStateException(
            "Busy thread " + i + " stopped " + early + " ns before the window was over");
      }
    }
    return Shares.of(doneBy, 0);
  }

  private void work(int worker, Gesture gesture) throws Exception {
    long done = 0;
    begins();
    while (isWanted(done)) {
      workAUnit();
      done++;
      gesture.make();
    }
    leaves(worker, done);
  }

  /// Notes that a worker begins.
  final void begins() {
    begun.countDown();
  }

  static void workAUnit() {
    Blackhole.consumeCPU(TOKENS);
  }

  final boolean isWanted(long done) {
    return isWanted(window, done);
  }

  /// Notes that a worker stops, after so many units.
  final void leaves(int worker, long done) {
    doneBy[worker] = done;
    leftAt[worker] = window.now();
  }

  /// Whether a thread that has done so many units goes on.
  boolean isWanted(Window now, long done) {
    return !now.isOver();
  }

  /// The units of work that were done in the last window.
  long units() {
    return Arrays.stream(doneBy).sum();
  }

  @Override
  public void close() throws Exception {
    crew.close();
    for (var gesture : gestures) {
      gesture.close();
    }
  }
}
