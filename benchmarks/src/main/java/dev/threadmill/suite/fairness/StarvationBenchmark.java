package dev.threadmill.suite.fairness;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.TimedBenchmark;
import dev.threadmill.suite.UnitKind;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/// How long does a thread wait for its turn beside busy threads that never end?
///
/// **Varies:** what a busy thread does between two units of work of ten microseconds, the kind of
/// thread, what wakes the probe, and the number of busy threads per core.
/// **Measures:** the histogram `probe.delay`: from when a turn is asked for, each millisecond, to
/// when the probe, a thread of the same kind, has it. A turn that does not come within the time of
/// ten iterations, 5 s in the preset `standard`, counts with these, also in
/// `probe.delay.unserved`, and makes a percentile a lower bound. Also `work.unit`, the time per
/// unit of work of all busy threads; what each got of it as `share.min`, `share.max` and
/// `share.jain`, Jain's index; and the number that got nothing, `starved`.
/// **Beware:** the score is the length of a window of a hundred turns, which the schedule sets and
/// a starved probe prolongs; it compares nothing. A fork waits as long as that only once: when a
/// window has starved, later ones wait for a single iteration's time, as those of the warm-up do,
/// and turns that do not come in these count as in the first. A timer may itself be late, on Linux
/// by some fifty microseconds; a coroutine's `delay` is a whole number of milliseconds, rounded up.
/// **Expect:** platform threads get their turns within some time slices, whatever the busy ones do.
/// Behind virtual threads that never block a virtual thread gets none. Yielding helps on JDK 21. On
/// JDK 25 a carrier passes the yielding threads in its own queue around and looks at nothing that
/// comes from outside, be it a timer, an unpark or a new thread, until that queue is empty.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar Starvation -p busyPerCore=2 -p
/// wokenBy=TIMER -prof dev.threadmill.recording.Latencies -prof dev.threadmill.recording.Metrics`
@Named("a turn beside busy threads")
@Asks(
    id = "starvation",
    question = "How long do others wait behind busy virtual threads?",
    fixed = "threadKind=VIRTUAL",
    typical = {"wokenBy=TIMER", "busyPerCore=2"},
    quantity = "delay",
    order = 110)
@Cells(
    in = "quick",
    at = {
      "contender=NONE,YIELD,PARK_NANOS",
      "threadKind=VIRTUAL",
      "wokenBy=TIMER",
      "busyPerCore=2"
    })
@Cells(
    in = "standard",
    at = {"threadKind=VIRTUAL", "wokenBy=TIMER", "busyPerCore=2"})
@Cells(
    in = "standard",
    at = {"contender=NONE,YIELD", "threadKind=VIRTUAL", "wokenBy=TIMER", "busyPerCore=1"})
@Cells(
    in = "standard",
    at = {"contender=NONE,YIELD", "threadKind=VIRTUAL", "wokenBy=UNPARK", "busyPerCore=2"})
@Cells(
    in = "runtimes",
    at = {"contender=NONE,YIELD", "wokenBy=TIMER", "busyPerCore=2"})
public class StarvationBenchmark extends TimedBenchmark {
  private static final String DELAY = "probe.delay";
  private static final int TURNS = 100;

  /// How many iterations' time a turn may wait, once a fork.
  private static final int PATIENCE = 10;

  @Param Courtesy contender;
  @Param UnitKind threadKind;
  @Param Waking wokenBy;

  /// For virtual threads this is per carrier, of which there are as many as cores.
  @Param({"1", "2", "4"})
  int busyPerCore;

  private final MeanShares shares = new MeanShares();
  private final SingleWriterRecorder delays = Latencies.recorder(DELAY);
  private BusyCrew busy;
  private Probe probe;
  private long iterationNanos;
  private boolean isWarm;
  private boolean hasStarved;
  private long unserved;
  private long busyNanos;
  private long units;

  @Setup
  public void hire() throws IOException {
    int threads = busyPerCore * Runtime.getRuntime().availableProcessors();
    busy = BusyCrew.of(threadKind, contender, threads);
    probe = wokenBy.probe(threadKind);
  }

  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) {
    iterationNanos = iteration.getTime().convertTo(TimeUnit.NANOSECONDS);
    isWarm = iteration.getType() == IterationType.MEASUREMENT;
    unserved = 0;
    busyNanos = 0;
    units = 0;
  }

  @Benchmark
  public void window() throws Exception {
    boolean isPatient = isWarm && !hasStarved;
    long patience = PATIENCE * iterationNanos;
    var window = new Window(TURNS, isPatient ? patience : iterationNanos);
    shares.add(probe.watch(window, busy));
    int left = window.delays(delays::recordValue);
    if (left > 0) {
      delays.recordValueWithCount(patience, left);
      unserved += left;
      hasStarved |= isPatient;
    }
    busyNanos += window.end();
    units += busy.units();
  }

  @TearDown(Level.Iteration)
  public void report() {
    shares.report("");
    Metrics.report(Metrics.SET_RATE, 1e9 / Window.PERIOD_NANOS, "ops/s");
    Metrics.report(Latencies.unserved(DELAY), unserved, "turns");
    Metrics.report("work.unit", (double) busyNanos / units, "ns");
  }

  @TearDown
  public void dismiss() throws Exception {
    busy.close();
    probe.close();
  }
}
