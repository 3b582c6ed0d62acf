package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.TimedBenchmark;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Do busy threads let others run, and what does being courteous cost them?
///
/// **Varies:** what a busy thread does between two units of work, the kind of thread, and the
/// number of busy threads per core.
/// **Measures:** time per unit of work; all threads take a fixed number of units from one pile.
/// Also the histogram `probe.delay`: how long a thread that needs to run briefly every
/// millisecond is delayed; the units each thread got as `share.min`, `share.max` and
/// `share.jain`, Jain's index; and the number that got nothing, `starved`.
/// **Beware:** the probe sleeps by a timer, which may itself be late: on Linux by a slack of
/// some fifty microseconds. The same slack is most of what the shortest sleep costs a platform
/// thread. A delay counts from when the turn was due, for every missed turn. If the probe is
/// starved until the pile is gone, its delay is as long as the pile lasts.
/// **Expect:** platform threads share by time slices, whatever they do. Virtual threads that do
/// not yield starve the probe and each other until they end. Yielding helps threads that wait
/// on the same carrier; on JDK 25 the carrier passes over work that comes from elsewhere, such
/// as a timer's wake-up, which it did not on JDK 21.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar SchedulerFairness -p busyPerCore=2
/// -prof dev.threadmill.recording.Latencies -prof dev.threadmill.recording.Metrics`
@Named("work beside others")
@Asks(
    id = "starvation",
    question = "How long do others wait behind busy virtual threads?",
    fixed = "threadKind=VIRTUAL",
    typical = "busyPerCore=2",
    quantity = "delay",
    order = 110)
@Cells(
    in = "quick",
    at = {"contender=NONE,YIELD", "threadKind=VIRTUAL", "busyPerCore=2"})
@Cells(
    in = "standard",
    at = {"threadKind=VIRTUAL", "busyPerCore=2"})
public class SchedulerFairnessBenchmark extends TimedBenchmark {
  private static final int UNITS = 1 << 14;

  @Param Courtesy contender;
  @Param ThreadKind threadKind;

  /// For virtual threads this is per carrier, of which there are as many as cores.
  @Param({"1", "2", "4"})
  int busyPerCore;

  private final MeanShares shares = new MeanShares();
  private BusyCrew crew;

  @Setup
  public void hire() {
    int busy = busyPerCore * Runtime.getRuntime().availableProcessors();
    SingleWriterRecorder delays = Latencies.recorder("probe.delay");
    crew =
        new BusyCrew(threadKind, contender, busy, new Workload(UNITS, busy), delays::recordValue);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public void unitOfWork() throws InterruptedException {
    shares.add(crew.work());
  }

  @TearDown(Level.Iteration)
  public void report() {
    shares.report();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    crew.close();
  }
}
