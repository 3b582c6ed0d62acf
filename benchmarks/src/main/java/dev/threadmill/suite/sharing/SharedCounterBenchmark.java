package dev.threadmill.suite.sharing;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.Shares;
import dev.threadmill.suite.TimedBenchmark;
import dev.threadmill.suite.UnitKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost threads to share one value: a lock, a counted handle, or any rung between?
///
/// **Varies:** the rung of the ladder; the threads, from one over a few times the cores to 64 and
/// 1000, and their kind; whether they share an instance or have one each, side by side or apart;
/// how long they hold it (0, 50, 500, 5000 ns) and think in between (0, as long, ten times as
/// long); over how many instances they spread (1, 2, 64, 1000).
/// **Measures:** time per step, all threads taken together: a fixed number of steps is dealt out,
/// and threads begin when all are there. Beside it `wait.longest`: the longest that 16 steps in a
/// row took one thread, or a single step where steps are long. The last round of an iteration
/// counts. A round ends too soon to tell how even the shares of threads are; see
/// `LockSharesBenchmark`.
/// **Beware:** a barging lock without think time looks best where it is least fair: who runs keeps
/// the lock for its whole time slice. With more threads than cores the scheduler is measured too;
/// virtual threads and coroutines have no time slices and run one after another unless they
/// block. A step of an `Arc` is a copy and a close, two atomic additions as a lock and its
/// unlock are. `OWN` lies as the collector leaves it, with the serial collector side by side.
/// Where one step is a few nanoseconds, a call, a look at the clock every 16 steps and the
/// waking of the threads are a part of it; see `HarnessBaselineBenchmark`. Long steps have a
/// look at the clock each.
/// **Expect:** nothing that is shared gets faster by more threads; what is private and padded does,
/// up to the cores; fair locks pay a switch for each step.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar SharedCounterBenchmark -p threads=1,2,4
/// -prof dev.threadmill.recording.Metrics`
@Asks(
    id = "mutex-or-arc",
    question = "Mutex or Arc: which is faster under contention?",
    never = "threads=1",
    typical = {"threads=4", "placement=SHARED", "holdNanos=0", "thinkNanos=0"},
    rival = "ARC",
    leads = true,
    order = 70)
@Cells(
    in = "quick",
    at = {
      "contender=MUTEX,ARC,SYNCHRONIZED",
      "threadKind=PLATFORM,VIRTUAL",
      "placement=SHARED",
      "threads=4"
    })
@Cells(
    in = "standard",
    at = {
      "contender=MUTEX,ARC,REENTRANT_LOCK,SYNCHRONIZED,GET_AND_ADD,LONG_ADDER",
      "placement=SHARED",
      "threadKind=PLATFORM",
      "threads=1,2,4,64"
    })
@Cells(
    in = "standard",
    at = {
      "contender=MUTEX,ARC,REENTRANT_LOCK,SYNCHRONIZED,GET_AND_ADD,LONG_ADDER",
      "placement=SHARED",
      "threadKind=VIRTUAL",
      "threads=4,64"
    })
@Cells(
    in = "runtimes",
    at = {"contender=MUTEX,ARC,GET_AND_ADD,COMPARE_AND_SET", "placement=SHARED", "threads=4"})
public class SharedCounterBenchmark extends TimedBenchmark {
  /// Divides evenly among most numbers of threads.
  private static final int STEPS = 240_000;

  private static final int LONG_STEP_NANOS = 500;

  @Param SharingKind contender;

  @Param UnitKind threadKind;

  @Param({"2", "1", "4", "64"})
  int threads;

  @Param Placement placement;

  @Param("0")
  int holdNanos;

  @Param("0")
  int thinkNanos;

  @Param("1")
  int locks;

  private Ladder ladder;

  @Setup
  public void open() {
    refuseWhatMakesNoSense();
    int instances = placement == Placement.SHARED ? locks : threads;
    var layout = placement.lay(instances, () -> contender.open(threadKind));
    ladder =
        new Ladder(
            threadKind,
            threads,
            placement,
            layout,
            STEPS,
            CalibratedWork.tokens(holdNanos),
            CalibratedWork.tokens(thinkNanos),
            holdNanos + thinkNanos >= LONG_STEP_NANOS);
  }

  private void refuseWhatMakesNoSense() {
    if (placement == Placement.SHARED && threads > 1 && !contender.isShareable()) {
      throw new NotApplicable("It loses steps when threads share it");
    }
    if (holdNanos > 0 && !contender.isHolding()) {
      throw new NotApplicable("It is one instruction, or a loop, and holds nothing");
    }
    if (locks > 1 && placement != Placement.SHARED) {
      throw new NotApplicable("threads that have an instance each have no number of them to share");
    }
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public void step() throws InterruptedException {
    Metrics.report(Shares.LONGEST_WAIT, ladder.climb().longestWaitNanos(), "ns");
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    ladder.close();
  }
}
