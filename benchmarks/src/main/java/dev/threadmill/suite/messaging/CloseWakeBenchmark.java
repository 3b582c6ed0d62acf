package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.OneShotBenchmark;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long does it take until all threads that wait on a pipe have learned that it has ended?
///
/// **Varies:** the way to end it, the number of waiting threads, and their kind.
/// **Measures:** a single shot, from the end until the last thread has left; `release` holds
/// the time of every thread, and `release.perThread` is the total divided by their number. The
/// threads are started beforehand, and each is seen to wait.
/// **Beware:** the waiting threads are senders or receivers, as the names say; at the latch
/// they are neither. A shot with few waiting threads is short: use the median over many.
/// **Expect:** a chain of wake-ups, one per thread, so virtual threads gain most; an interrupt
/// costs a stack trace in each thread, which closing our channel does not.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar CloseWake -p waiters=1,1000,10000
/// -prof dev.threadmill.recording.Latencies -prof dev.threadmill.recording.Metrics`
@Warmup(iterations = 20)
@Measurement(iterations = 20)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Asks(
    id = "close",
    question = "Close or poison messages: which ends waiting threads sooner?",
    typical = "waiters=1000",
    rival = "QUEUE_POISON_RECEIVERS")
@Cells(
    in = "standard",
    at = {"contender=CHANNEL_CLOSE_SENDERS,QUEUE_POISON_RECEIVERS", "waiters=1000"})
public class CloseWakeBenchmark extends OneShotBenchmark {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Param EndingKind contender;

  @Param({"1", "100", "1000", "10000"})
  int waiters;

  @Param ThreadKind threadKind;

  private SingleWriterRecorder release;
  private WaitingRoom room;

  @Setup
  public void open() {
    release = Latencies.recorder("release");
  }

  @Setup(Level.Iteration)
  public void fill() {
    room = new WaitingRoom(contender.open(), waiters, threadKind, PATIENCE_NANOS);
    if (!room.fill()) {
      throw new NotApplicable("This system gives a process fewer than " + waiters + " threads.");
    }
  }

  @Benchmark
  public void end() throws InterruptedException {
    room.empty();
  }

  @TearDown(Level.Iteration)
  public void verify() throws InterruptedException {
    long last = 0;
    for (long delay : room.delays()) {
      release.recordValue(delay);
      last = Math.max(last, delay);
    }
    Metrics.report("release.perThread", (double) last / waiters, "ns");
  }
}
