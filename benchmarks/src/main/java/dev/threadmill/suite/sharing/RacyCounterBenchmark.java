package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.TimedBenchmark;
import dev.threadmill.suite.UnitKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How many updates do threads lose when they share a counter without synchronization?
///
/// **Varies:** the level of care, from an atomic addition, which loses nothing, to a plain
/// field; the number of threads and their kind.
/// **Measures:** time per update, and `updates.lost`: the percentage of updates missing from the
/// count, of all rounds of an iteration.
/// **Beware:** a race that loses little is still a race; on one core it hides almost
/// completely. How much is lost depends on what a thread does between two updates, here a call and
/// sometimes a look at the clock. Rust does not compile this program; `volatile` does not repair
/// it.
/// **Expect:** one thread loses nothing. On two or more cores a large part is lost, and less if
/// the write is slower than the transfer between the cores.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar RacyCounter -f 1
/// -prof dev.threadmill.recording.Metrics`
@Named("an update of a racy counter")
@Asks(
    id = "racy-counter",
    question = "How much faster is a counter that loses updates, and how many does it lose?",
    typical = {"threadKind=PLATFORM", "threads=2"})
@Cells(
    in = "standard",
    at = {"contender=GET_AND_ADD,VOLATILE,PLAIN", "threadKind=PLATFORM", "threads=2,4"})
@Cells(
    in = "standard",
    at = {"contender=PLAIN", "threadKind=PLATFORM", "threads=1"})
@Cells(
    in = "standard",
    at = {"contender=PLAIN", "threadKind=VIRTUAL", "threads=2,4"})
public class RacyCounterBenchmark extends TimedBenchmark {
  /// Enough that threads overlap even if one begins late.
  private static final int STEPS = 2_400_000;

  @Param({"GET_AND_ADD", "VOLATILE", "OPAQUE", "PLAIN"})
  SharingKind contender;

  @Param ThreadKind threadKind;

  @Param({"2", "1", "4"})
  int threads;

  private Rung rung;
  private Ladder ladder;
  private long before;
  private long made;
  private long lost;

  @Setup
  public void open() {
    var layout = Placement.SHARED.lay(1, contender::open);
    rung = layout.rungs()[0];
    before = rung.count();
    var kind = UnitKind.of(threadKind);
    ladder = new Ladder(kind, threads, Placement.SHARED, layout, STEPS, 0, 0, false);
  }

  @Setup(Level.Iteration)
  public void begin() {
    made = 0;
    lost = 0;
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void step() throws InterruptedException {
    ladder.race();
    long count = rung.count();
    lost += lost(threads == 1 || contender.isShareable(), count - before);
    made += STEPS;
    before = count;
  }

  /// Returns how many steps of a round are missing.
  ///
  /// @param careful whether none may be
  /// @throws IllegalStateException if more steps were counted than made, none at all, or too
  ///     few where none may be missing
  static long lost(boolean careful, long counted) {
    if (counted > STEPS || counted < 1 || (careful && counted != STEPS)) {
      throw new IllegalStateException(counted + " of " + STEPS + " steps were counted");
    }
    return STEPS - counted;
  }

  @TearDown(Level.Iteration)
  public void report() {
    Metrics.report("updates.lost", 100.0 * lost / made, "%");
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    ladder.close();
  }
}
