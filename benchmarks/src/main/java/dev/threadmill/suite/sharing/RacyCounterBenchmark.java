package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How much do threads lose when they share a counter without synchronization?
///
/// **Varies:** the level of care, from an atomic addition, which loses nothing, to a plain
/// field; the number of threads and their kind.
/// **Measures:** time per step, and `lost.share`: the share of steps missing from the count.
/// **Beware:** a race that loses little is still a race; on one core it hides almost
/// completely. Rust does not compile this program; `volatile` does not repair it.
/// **Expect:** on two or more cores a large part is lost, and less if the write is slower than
/// the transfer between the cores.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar RacyCounter -f 1
/// -prof dev.threadmill.recording.Metrics`
@Asks(
    id = "racy-counter",
    question = "What does a counter gain by taking no care, and how many steps does it lose?",
    typical = {"threadKind=PLATFORM", "threads=2"})
public class RacyCounterBenchmark extends TimedBenchmark {
  /// Enough that threads overlap even if one begins late.
  private static final int STEPS = 2_400_000;

  @Param({"GET_AND_ADD", "VOLATILE", "OPAQUE", "PLAIN"})
  SharingKind contender;

  @Param ThreadKind threadKind;

  @Param({"2", "4"})
  int threads;

  private Rung rung;
  private Ladder ladder;
  private long before;

  @Setup
  public void open() {
    var layout = Placement.SHARED.lay(1, contender::open);
    rung = layout.rungs()[0];
    before = rung.count();
    ladder = new Ladder(threadKind, threads, Placement.SHARED, layout, STEPS, 0, 0, false);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void step() throws InterruptedException {
    ladder.race();
    long count = rung.count();
    Metrics.report("lost.share", lost(contender, count - before), "of steps");
    before = count;
  }

  /// Returns the share of missing steps.
  ///
  /// @throws IllegalStateException if more steps were counted than made, none at all, or too
  ///     few by a kind that loses none
  static double lost(SharingKind kind, long counted) {
    boolean careful = kind.isShareable();
    if (counted > STEPS || counted < 1 || (careful && counted != STEPS)) {
      throw new IllegalStateException(kind + " counted " + counted + " of " + STEPS + " steps");
    }
    return (STEPS - counted) / (double) STEPS;
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    ladder.close();
  }
}
