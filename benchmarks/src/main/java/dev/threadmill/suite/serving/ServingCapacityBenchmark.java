package dev.threadmill.suite.serving;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.Schedule;
import dev.threadmill.suite.TimedBenchmark;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How many requests can a server answer when each waits for a back-end?
///
/// **Varies:** how requests get threads, their kind, the number of connections, how long the
/// back-end takes, the size of request and response, and the limit of those contenders that have
/// one. Two contenders are the JDK's HTTP/1.1 server; the others exchange bare frames.
/// **Measures:** time per request in rounds of 4096, in which every connection has a request in
/// flight until none is left to send; `cpu.server` is the process's CPU time per request minus
/// that of the clients. Server and clients share the cores.
/// **Beware:** this is a closed loop: it cannot show latency under load, see
/// [ServingLatencyBenchmark]. No server can exceed connections divided by the back-end's time, or
/// its limit divided by it: `ceiling` says how much that is, and check C20 which scores come near
/// it. With 1000 connections and 1 ms it is out of reach; more than 2000 would make a round one
/// burst. The back-end's wait ends by the system's timer, some tens of microseconds late on a
/// platform thread. An HTTP message is longer than a bare frame, and both ends parse it: compare
/// `HTTP_SERVER` on one kind of thread with the same on the other.
/// **Expect:** with a slow back-end and many connections, waiting must be cheap, and a pool is
/// too small; without a back-end, an extra thread is only a cost. Behind a limit the kind of
/// thread hardly matters.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ServingCapacity -p connections=1000
/// -p backendMillis=0,10 -prof dev.threadmill.recording.Metrics`
@Warmup(iterations = 10, time = 1) // a server is much code, which keeps the JIT busy for long
@Named("serve a request")
@Asks(
    id = "serving",
    question = "Do virtual threads serve more requests?",
    factor = "threadKind",
    fixed = "contender=THREAD_PER_REQUEST",
    typical = {"connections=1000", "backendMillis=1", "payloadBytes=64"},
    order = 100)
@Asks(
    id = "serving-http",
    question = "Do virtual threads serve more requests over HTTP?",
    factor = "threadKind",
    fixed = "contender=HTTP_SERVER",
    typical = {"connections=1000", "backendMillis=1", "payloadBytes=64"},
    order = 101)
@Cells(
    in = "quick",
    at = {"contender=THREAD_PER_REQUEST", "connections=1000", "backendMillis=1", "payloadBytes=64"})
@Cells(
    in = "standard",
    at = {
      "contender=THREAD_PER_REQUEST,HTTP_SERVER",
      "connections=1000",
      "backendMillis=1",
      "payloadBytes=64"
    })
@Cells(
    in = "standard",
    at = {
      "contender=POOL",
      "threadKind=PLATFORM",
      "connections=1000",
      "backendMillis=1",
      "payloadBytes=64"
    })
public class ServingCapacityBenchmark extends TimedBenchmark {
  private static final int REQUESTS = 4096;

  @Param ServerKind contender;

  @Param({"100", "10", "1000", "2000"})
  int connections;

  @Param({"0", "1", "10"})
  long backendMillis;

  @Param({"64", "1024"})
  int payloadBytes;

  @Param("64")
  int limit;

  @Param ThreadKind threadKind;

  private Site site;

  @Setup
  public void open() throws IOException {
    site = new Site(contender, threadKind, connections, payloadBytes, backendMillis, limit);
  }

  @Setup(Level.Iteration)
  public void begin() {
    site.begin();
    if (backendMillis > 0) {
      double ceiling = contender.mostAtOnce(connections, limit) * 1000.0 / backendMillis;
      Metrics.report(Metrics.CEILING, ceiling, "ops/s");
    }
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public long serve() throws InterruptedException {
    return site.serve(REQUESTS, new Schedule(System.nanoTime(), 0, 1));
  }

  @TearDown
  public void close() throws IOException, InterruptedException {
    site.close();
  }
}
