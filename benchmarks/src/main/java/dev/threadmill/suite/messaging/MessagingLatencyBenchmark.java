package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.AchievedRate;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import dev.threadmill.suite.TimedBenchmark;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/// How late does a receiver get a message when messages arrive at a set rate?
///
/// **Varies:** the pipe, its capacity, the number of producers, the kind of thread, and the
/// messages a second of all producers together, one by one or in bursts.
/// **Measures:** `latency`, from the intended send of a message until its receiver has it,
/// every message in a histogram; `lateness`, the part of it before the send began; `control`,
/// how late the same producers are when they have nothing to send, in rounds that alternate
/// with those of messages. The *excess*, latency at a percentile less control at the same
/// percentile, is what the pipe adds; the rest is the machine's timer, scheduler and hiccups.
/// `cpu.message` is the CPU time of all threads for a message without that of waiting for its
/// time, `cpu.pacing`; see [PacedCpu]. The score is the length of a round of each sort, which
/// the schedule sets: read the percentiles.
/// **Beware:** a producer that sleeps until its next send is woken late by the system's timer,
/// on Linux by some tens of microseconds, which are in `latency` as in `control`. It sleeps if
/// that send is more than 200 µs away, or if the machine has fewer CPUs than the benchmark has
/// threads. Else it stays awake, is on time, and takes a whole CPU. So compare rates with care,
/// and machines only by the excess. A hiccup of the machine delays all messages that are due in
/// it: at any rate, hiccups that take a hundredth of the time make the p99. Beside other busy
/// processes, which run whenever a producer yields, that is all that is measured: a control of
/// milliseconds and an excess below 0 say so. A pipe that does not carry half of the rate does
/// not apply; a fork whose rate falls short by more than a twentieth fails.
/// **Expect:** a message to a sleeping receiver costs a wake-up; at higher rates more of them
/// find it awake, until queueing takes over. Messages of a burst share a wake-up.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MessagingLatency -p rate=10000,100000
/// -p burst=1 -prof dev.threadmill.recording.Latencies -prof dev.threadmill.recording.Metrics`
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Named("message")
@Asks(
    id = "latency",
    question = "Channel or queue: what is the p99 latency at a rate that both can carry?",
    typical = {"capacity=64", "producers=1", "rate=100000", "burst=1"},
    quantity = "latency",
    order = 60)
@Asks(
    id = "median-latency",
    question = "Channel or queue: what is the median latency at a rate that both can carry?",
    typical = {"capacity=64", "producers=1", "rate=100000", "burst=1"},
    quantity = "median_latency",
    order = 61)
@Cells(
    in = "quick",
    at = {
      "contender=CHANNEL,ARRAY_BLOCKING_QUEUE",
      "threadKind=VIRTUAL",
      "capacity=64",
      "producers=1",
      "rate=100000",
      "burst=1"
    })
@Cells(
    in = "standard",
    at = {
      "contender=CHANNEL,ARRAY_BLOCKING_QUEUE",
      "capacity=64",
      "producers=1",
      "rate=1000,100000",
      "burst=1"
    })
public class MessagingLatencyBenchmark extends TimedBenchmark {
  /// The length of a round; there is one of messages and one of control in turn.
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int MESSAGES_AT_ONCE = 1 << 13;
  private static final int TRIALS = 5;

  /// Time for the crew to wake up before the first message is due.
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  @Param PipeKind contender;

  @Param({"64", "0", "1024", "unbounded"})
  String capacity;

  @Param({"1", "4"})
  int producers;

  @Param({"1000", "10000", "100000", "1000000"})
  int rate;

  @Param({"1", "32"})
  int burst;

  @Param ThreadKind threadKind;

  private final PacedCpu cpu = new PacedCpu();
  private PacedTraffic traffic;
  private Crew crew;
  private double interval;
  private int messages;
  private AchievedRate achieved;

  @Setup
  public void open() throws InterruptedException {
    traffic = new PacedTraffic(contender.open(PipeShape.of(capacity, producers, 1)), producers);
    crew = new Crew(threadKind, traffic.duties());
    interval = 1e9 / rate;
    long bursts = Math.max(1, (long) (ROUND_NANOS / interval / burst));
    messages = (int) (bursts * burst);
    achieved = new AchievedRate(rate);
    sendAtOnce();
    tryRate();
    traffic.forget();
    achieved.reset();
  }

  /// Sends as fast as possible until it is compiled: at a low rate that would take minutes.
  private void sendAtOnce() throws InterruptedException {
    for (long end = System.nanoTime() + WARM_UP_NANOS; System.nanoTime() < end; ) {
      traffic.plan(MESSAGES_AT_ONCE, new Schedule(System.nanoTime(), 0, 1));
      crew.work();
      traffic.verify();
    }
  }

  /// Sees whether the rate is out of reach. One round that comes near it is enough: others may
  /// have met a hiccup of the machine.
  private void tryRate() throws InterruptedException {
    double most = 0;
    for (int i = 0; i < TRIALS && most < rate / 2.0; i++) {
      achieved.reset();
      round();
      most = Math.max(most, achieved.perSecond());
    }
    if (most < rate / 2.0) {
      crew.close();
      throw new NotApplicable(
          "It carries about %.0f messages a second, not %d.".formatted(most, rate));
    }
  }

  @Setup(Level.Iteration)
  public void begin() {
    cpu.reset();
  }

  @Benchmark
  public long round() throws InterruptedException {
    traffic.planControl(messages, schedule());
    cpu.addControl(cpu.of(crew), traffic.pauses());

    var schedule = schedule();
    traffic.plan(messages, schedule);
    long taken = cpu.of(crew);
    long end = traffic.verify();
    cpu.addTraffic(taken, traffic.pauses(), messages);
    achieved.add(messages, end - schedule.startNanos());
    return end;
  }

  private Schedule schedule() {
    return new Schedule(System.nanoTime() + LEAD_NANOS, interval, burst);
  }

  /// A JVM that is still warming up may fall behind.
  @TearDown(Level.Iteration)
  public void forgetWarmUp(IterationParams iteration) {
    if (iteration.getType() == IterationType.WARMUP) {
      achieved.reset();
    }
  }

  /// Checks the rate over the whole fork: its histograms are compared as one, and a single
  /// hiccup of the machine may take a twentieth of an iteration.
  @TearDown
  public void judge() throws InterruptedException {
    crew.close();
    achieved.requireKept();
  }
}
