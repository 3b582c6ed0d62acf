package dev.threadmill.suite.serving;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.AchievedRate;
import dev.threadmill.suite.Schedule;
import dev.threadmill.suite.TimedBenchmark;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/// How long do clients wait for answers, when requests come at a set rate whatever the server does?
///
/// **Varies:** how requests get threads, their kind, the rate, the number of connections, how long
/// the back-end takes, the size of request and response, and for the contenders that have one the
/// limit.
/// **Measures:** `latency`, from the moment when a request was due until its answer is there, every
/// single one in a histogram; `cpu.server`, the CPU time of the process for a request less that of
/// the clients. The score is the length of a round, which the schedule sets: read the percentiles.
/// **Beware:** all cells of a rate are offered the same load, so that a fork whose server cannot
/// carry it fails instead of reporting its queue: that is when it falls short by more than a
/// twentieth. Clients that have less than a millisecond until the next request and still wait for
/// an answer look for it again and again: from about a thousand requests a second on they take up
/// to a core, yielding it to others; `cpu.clients` says how much. Some systems count the CPU
/// time of a process in ticks of ten milliseconds: take its mean over many iterations.
/// **Expect:** at rates that all carry the medians lie close together; the tail and the CPU time
/// tell contenders apart.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar run serving-latency`
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10, time = 1) // a server is much code, and the JIT is busy with it for long
@Asks(
    id = "serving-latency",
    question = "What is the p99 latency of a server at a set rate?",
    factor = "threadKind",
    fixed = "contender=THREAD_PER_REQUEST",
    typical = {"requestsPerSecond=2000", "connections=100", "backendMillis=1", "payloadBytes=64"},
    quantity = "latency",
    order = 102)
@Cells(
    in = "standard",
    at = {
      "contender=THREAD_PER_REQUEST",
      "requestsPerSecond=2000",
      "connections=100",
      "backendMillis=1",
      "payloadBytes=64"
    })
public class ServingLatencyBenchmark extends TimedBenchmark {
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int WARM_UP_REQUESTS = 2000;

  /// Time for the clients to wake up before the first request is due.
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  @Param ServerKind contender;

  @Param({"500", "1000", "2000", "4000"})
  int requestsPerSecond;

  @Param({"100", "10", "1000", "5000"})
  int connections;

  @Param({"0", "1", "10"})
  long backendMillis;

  @Param({"64", "1024"})
  int payloadBytes;

  @Param("64")
  int limit;

  @Param ThreadKind threadKind;

  private Site site;
  private AchievedRate rate;

  @Setup
  public void open() throws IOException, InterruptedException {
    if (requestsPerSecond * backendMillis >= 900L * connections) {
      throw new NotApplicable(
          "So few connections cannot carry that rate, for each is busy while the back-end is.");
    }
    site = new Site(contender, threadKind, connections, payloadBytes, backendMillis, limit);
    rate = new AchievedRate(requestsPerSecond);
    site.serve(WARM_UP_REQUESTS, new Schedule(System.nanoTime(), 0, 1));
  }

  @Setup(Level.Iteration)
  public void begin() {
    rate.reset();
    site.begin();
  }

  @Benchmark
  public long round() throws InterruptedException {
    double interval = 1e9 / requestsPerSecond;
    int requests = (int) (ROUND_NANOS / interval);
    long start = System.nanoTime() + LEAD_NANOS;
    long end = site.serve(requests, new Schedule(start, interval, 1));
    // No server can have the last answer sooner than the back-end has it.
    rate.add(requests, end - start - TimeUnit.MILLISECONDS.toNanos(backendMillis));
    return end;
  }

  /// A JVM that is still warming up may fall behind.
  @TearDown(Level.Iteration)
  public void judge(IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      rate.requireKept();
    }
  }

  @TearDown
  public void close() throws IOException, InterruptedException {
    site.close();
  }
}
