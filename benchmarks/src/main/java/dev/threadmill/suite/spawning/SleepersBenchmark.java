package dev.threadmill.suite.spawning;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.OneShotBenchmark;
import dev.threadmill.suite.UnitKind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How late do sleepers wake when there are many of them?
///
/// **Varies:** what sleeps, the kind of thread, the number of sleepers, and whether they are
/// due all at once or one after the other.
/// **Measures:** the histogram `wake.late`: how late each sleeper woke, from the time that it was
/// due. The score is the time from when the first is due until the last has woken; with a spread
/// the schedule sets it, and it compares nothing.
/// **Beware:** on Linux a platform thread's timers may be late by a slack of some fifty
/// microseconds, which is not the JVM's fault; the carriers' own timers have it too. A
/// coroutine's `delay` is a whole number of milliseconds, rounded up. All are asleep before the
/// first is due, and threads that have woken wait for the next round: those that end would take
/// the cores from others that are due.
/// **Expect:** if all are due at once, they queue for the cores, and the last waits for all
/// others; if spread out, only timers count, and from JDK 25 on the JDK has better ones for
/// virtual threads.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar Sleepers -p sleepers=100000
/// -prof dev.threadmill.recording.Latencies`
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Named("a wake-up among many")
@Asks(
    id = "sleepers",
    question = "How late do sleeping threads wake when there are thousands of them?",
    factor = "threadKind",
    fixed = "contender=SLEEPING_THREADS",
    typical = {"sleepers=10000", "spreadMillis=500"},
    quantity = "wake_up")
@Cells(
    in = "standard",
    at = {
      "contender=SLEEPING_THREADS",
      "threadKind=PLATFORM,VIRTUAL",
      "sleepers=10000",
      "spreadMillis=500,0"
    })
@Cells(
    in = "runtimes",
    at = {"contender=SLEEPING_THREADS", "threadKind=VIRTUAL", "sleepers=10000", "spreadMillis=500"})
public class SleepersBenchmark extends OneShotBenchmark {
  private static final long HEADSTART_NANOS = 100_000;

  @Param TimerKind contender;
  @Param UnitKind threadKind;

  @Param({"1000", "10000", "100000"})
  int sleepers;

  /// The time between the first and the last due time.
  @Param({"0", "500"})
  int spreadMillis;

  private SingleWriterRecorder late;
  private Sleepers asleep;
  private long first;

  @Setup
  public void open() {
    late = Latencies.recorder("wake.late");
    asleep = contender.sleepers(threadKind, sleepers);
  }

  @Setup(Level.Iteration)
  public void sendToSleep() throws InterruptedException {
    first = asleep.sleep(TimeUnit.MILLISECONDS.toNanos(spreadMillis));
    // This thread must be awake when they wake, and must not get in their way.
    long left = first - HEADSTART_NANOS - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = first - HEADSTART_NANOS - System.nanoTime();
    }
    while (System.nanoTime() - first < 0) {
      Thread.onSpinWait();
    }
  }

  @Benchmark
  public void wakeAll() throws InterruptedException {
    asleep.awaitAll();
  }

  @TearDown(Level.Iteration)
  public void record() {
    for (int i = 0; i < sleepers; i++) {
      late.recordValue(asleep.lateNanos(i));
    }
    if (spreadMillis > 0) {
      Metrics.report(Metrics.SET_RATE, sleepers * 1e3 / spreadMillis, "ops/s");
    }
  }

  @TearDown
  public void close() throws InterruptedException {
    asleep.close();
  }
}
