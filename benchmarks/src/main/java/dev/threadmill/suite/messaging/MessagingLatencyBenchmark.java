package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.AchievedRate;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import dev.threadmill.suite.TimedBenchmark;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/// How late does a receiver get a message when messages arrive at a rate that the pipe can
/// sustain?
///
/// **Varies:** the pipe, its capacity, the number of producers, the kind of thread, and the
/// rate in percent of what this very cell can sustain. Each fork first measures that as the
/// median of rounds that send everything at once, and reports it as `rate.capacity`.
/// **Measures:** `latency`, from the intended send time of a message until its receiver has it,
/// every message in a histogram; `lateness`, the part of it before the send began. The score is
/// the length of a round, which the schedule sets: read the percentiles.
/// **Beware:** rates differ between cells, because their capacities differ: compare curves over
/// the load, or look up equal rates. A producer waits for its send time by parking and then
/// yielding, so it takes a share of the cores. A fork whose rate falls short by more than a
/// twentieth fails.
/// **Expect:** at low load a message costs a wake-up, so latency falls as the load grows, until
/// queueing takes over; the tail is due to the scheduler and the collector.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MessagingLatency -p loadPercent=10,40,80
/// -prof dev.threadmill.recording.Latencies -prof dev.threadmill.recording.Metrics`, with
/// `-p burst=100` for messages that come in bursts
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Named("message")
@Asks(
    id = "latency",
    question = "Channel or queue: what is the p99 latency at a rate that both can carry?",
    typical = {"capacity=64", "producers=1", "loadPercent=20"},
    quantity = "latency",
    order = 60)
@Cells(
    in = "quick",
    at = {
      "contender=CHANNEL,ARRAY_BLOCKING_QUEUE",
      "threadKind=VIRTUAL",
      "capacity=64",
      "producers=1",
      "loadPercent=20"
    })
@Cells(
    in = "standard",
    at = {
      "contender=CHANNEL,ARRAY_BLOCKING_QUEUE",
      "capacity=64",
      "producers=1",
      "loadPercent=20,80"
    })
public class MessagingLatencyBenchmark extends TimedBenchmark {
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int MOST_MESSAGES = 1 << 20;
  private static final int MESSAGES_AT_ONCE = 1 << 13;

  /// Time for the crew to wake up before the first message is due.
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  @Param PipeKind contender;

  @Param({"64", "0", "1024", "unbounded"})
  String capacity;

  @Param({"1", "4"})
  int producers;

  @Param({"10", "20", "40", "60", "80"})
  int loadPercent;

  @Param("1")
  int burst;

  @Param ThreadKind threadKind;

  private PacedTraffic traffic;
  private Crew crew;
  private double measuredCapacity;
  private double interval;
  private int messages;
  private AchievedRate rate;

  @Setup
  public void open() throws InterruptedException {
    traffic = new PacedTraffic(contender.open(PipeShape.of(capacity, producers, 1)), producers);
    crew = new Crew(threadKind, traffic.duties());
    roundsAtOnce(TimeUnit.MILLISECONDS.toNanos(500)); // until it is compiled
    measuredCapacity = roundsAtOnce(TimeUnit.MILLISECONDS.toNanos(500));
    double target = measuredCapacity * loadPercent / 100;
    interval = 1e9 / target;
    messages = (int) Math.clamp(ROUND_NANOS / interval, 1, MOST_MESSAGES);
    rate = new AchievedRate(target);
    traffic.forget();
  }

  /// Sends as fast as possible for a while.
  ///
  /// @return messages per second in the median round
  private double roundsAtOnce(long forNanos) throws InterruptedException {
    double[] rates = {};
    for (long end = System.nanoTime() + forNanos; System.nanoTime() < end; ) {
      long start = System.nanoTime();
      traffic.plan(MESSAGES_AT_ONCE, new Schedule(start, 0, 1));
      crew.work();
      rates = Arrays.copyOf(rates, rates.length + 1);
      rates[rates.length - 1] = MESSAGES_AT_ONCE * 1e9 / (traffic.verify() - start);
    }
    Arrays.sort(rates);
    return rates[rates.length / 2];
  }

  @Setup(Level.Iteration)
  public void begin() {
    rate.reset();
  }

  @Benchmark
  public long round() throws InterruptedException {
    long start = System.nanoTime() + LEAD_NANOS;
    traffic.plan(messages, new Schedule(start, interval, burst));
    crew.work();
    long end = traffic.verify();
    rate.add(messages, end - start);
    Metrics.report("rate.capacity", measuredCapacity, "ops/s");
    return end;
  }

  /// Checks the rate in measurement iterations only: a JVM that is still warming up may fall
  /// behind.
  @TearDown(Level.Iteration)
  public void judge(IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      rate.requireKept();
    }
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    crew.close();
  }
}
