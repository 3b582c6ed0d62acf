package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.OneShotBenchmark;
import dev.threadmill.suite.sharing.CalibratedWork;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How long does a lock keep a thread from its turn while all want it without pause?
///
/// **Varies:** the lock, the number of threads and their kind, how long a thread works between
/// two turns, and how long all goes on.
/// **Measures:** turns in windows of 100 ms, 1 s and 5 s of sustained work, as far as they
/// fit; each figure is a mean over the windows of one length, which its name ends in.
/// `share.min` and `share.max` are what the least and the most favoured thread had, of an even
/// share; `share.jain` is Jain's index of all; `starved` says how many had no turn.
/// `wait.longest` is the longest that any thread went without one while others had theirs. One
/// that goes on at the end of a window counts as long as the window lasted, and so is a lower
/// bound where a thread had no turn at all. `turn` is the time per turn of all threads
/// together.
/// **Beware:** the score is the length of the stretch and of the warm-up before it, a fifth as
/// long; it compares nothing, and no preset shortens it. What is guarded is small: a turn adds
/// to two counts, and reads the clock, some 25 ns, where the lock came from another thread.
/// Whether threads that do nothing else than take a lock get even shares says little of those
/// that also work; see `thinkNanos`. Threads beyond the number of cores also wait for the
/// kernel or for a carrier.
/// **Expect:** a barging lock is uneven in short windows, since a running thread keeps it for
/// its time slice, and even in windows of many time slices. A fair lock is even in all, and
/// slow. Virtual threads have no time slices: two may keep a barging lock between them for
/// long.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar LockShares -p threads=8 -p
/// stretchMillis=5000 -prof dev.threadmill.recording.Metrics`
@Named("a turn at a lock")
@Measurement(iterations = 1, time = 6)
@Asks(
    id = "lock-fairness",
    question = "How long does a lock keep a thread from its turn?",
    typical = {"threads=8", "thinkNanos=0", "stretchMillis=5000"},
    quantity = "wait",
    order = 112)
@Cells(
    in = "standard",
    at = {
      "contender=MUTEX,REENTRANT_LOCK,REENTRANT_LOCK_FAIR,SYNCHRONIZED",
      "threads=8",
      "thinkNanos=0",
      "stretchMillis=5000"
    })
public class LockSharesBenchmark extends OneShotBenchmark {
  @Param LockKind contender;

  @Param({"2", "8", "64"})
  int threads;

  @Param ThreadKind threadKind;

  @Param({"0", "1000"})
  int thinkNanos;

  @Param({"300", "5000"})
  int stretchMillis;

  private LastingContest contest;

  @Setup(Level.Iteration)
  public void open() {
    contest =
        new LastingContest(
            threadKind,
            threads,
            LastingContest.windows(stretchMillis),
            CalibratedWork.tokens(thinkNanos),
            contender::guard);
  }

  @Benchmark
  public void stretch() throws Exception {
    contest.hold();
  }

  @TearDown(Level.Iteration)
  public void dismiss() throws InterruptedException {
    contest.report();
    contest.close();
  }
}
