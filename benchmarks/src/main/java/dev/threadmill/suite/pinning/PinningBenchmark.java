package dev.threadmill.suite.pinning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.TimedBenchmark;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What is lost when a virtual thread blocks and cannot leave its carrier?
///
/// **Varies:** what the thread is in the middle of; how it blocks; whether locks are private or one
/// is shared by all; the threads, their kind, and for how long they block. The JDK: run the same
/// jar on 21 and on 25.
/// **Measures:** the time in which all threads, begun together, have blocked once. Beside it
/// `bound.free` and `bound.pinned`, the least that this can take by arithmetic if carriers are left
/// and if they are kept; `carriers`; and `pinned.events` of one round before the clock runs.
/// **Beware:** the shared lock is the control: there the threads go one after another anyway, and
/// a difference between JDKs would be a fault of the measurement. Not so with `OBJECT_WAIT`, which
/// gives a shared monitor up while it waits. The JVM adds carriers for some
/// of the ways to block, so a pinned round can beat its bound. A read costs an exception each.
/// **Expect:** near `bound.free` where nothing pins; near `bound.pinned` in a class initialiser and
/// under a native frame on any JDK, and with `synchronized` before JDK 24.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar Pinning -jvm /path/to/jdk-21/bin/java
/// -prof dev.threadmill.recording.Metrics`
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Named("block while holding")
@Asks(
    id = "pinning",
    question = "Does synchronized pin a blocked virtual thread to its carrier?",
    fixed = {"threadKind=VIRTUAL", "reach=PRIVATE"},
    typical = {"blocker=PARK", "threads=64"},
    order = 90)
@Cells(
    in = "quick",
    at = {
      "contender=REENTRANT_LOCK,SYNCHRONIZED",
      "threadKind=VIRTUAL",
      "blocker=PARK",
      "reach=PRIVATE",
      "threads=64"
    })
@Cells(
    in = "standard",
    at = {
      "contender=REENTRANT_LOCK,SYNCHRONIZED",
      "threadKind=VIRTUAL",
      "blocker=PARK",
      "threads=64"
    })
public class PinningBenchmark extends TimedBenchmark {
  @Param Holding contender;

  @Param ThreadKind threadKind;

  @Param Blocker blocker;

  @Param Reach reach;

  @Param({"64", "512"})
  int threads;

  @Param("10")
  int blockMillis;

  private Bounds bounds;
  private Round round;
  private long pinnedEvents;

  @Setup
  public void open() throws InterruptedException, IOException {
    if (reach == Reach.SHARED && !contender.isLocking()) {
      throw new NotApplicable("It holds no lock that threads could share");
    }
    if (contender == Holding.OBJECT_WAIT && blocker != Blocker.PARK) {
      throw new NotApplicable("to wait on a monitor is a way to block; there is no second in it");
    }
    bounds = Bounds.of(contender, reach, threads, blockMillis, Bounds.carriers());
    round = Round.of(threadKind, contender, blocker, reach, threads, blockMillis);
    pinnedEvents =
        PinnedEvents.during(
            () -> {
              round.prepare();
              round.run();
            });
  }

  @Setup(Level.Invocation)
  public void prepare() {
    round.prepare();
  }

  @Benchmark
  public void block() throws InterruptedException {
    round.run();
  }

  @TearDown(Level.Iteration)
  public void report() {
    Metrics.report("bound.free", bounds.freeMillis(), "ms");
    Metrics.report("bound.pinned", bounds.pinnedMillis(), "ms");
    Metrics.report("carriers", Bounds.carriers(), "#");
    Metrics.report("pinned.events", pinnedEvents, "#");
  }

  @TearDown
  public void dismiss() throws InterruptedException, IOException {
    round.close();
  }
}
