package dev.threadmill.suite.serving;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.Schedule;
import dev.threadmill.suite.TimedBenchmark;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How many requests can a server answer when each waits for a backend?
///
/// **Varies:** how requests get threads, their kind, the number of connections, how long the
/// backend takes, the size of request and response, and the limit of those contenders that have
/// one.
/// **Measures:** time per request in rounds of 4096, in which every connection has a request in
/// flight until none is left to send; `cpu.server` is the process's CPU time per request minus
/// that of the clients. Server and clients share the cores.
/// **Beware:** this is a closed loop: it cannot show latency under load, see
/// [ServingLatencyBenchmark]. The backend's wait ends by the system's timer, some tens of
/// microseconds late on a platform thread. No server can exceed connections divided by the
/// backend's time, or limit divided by it: check whether a cell is at that bound. With 5000
/// connections a round is one burst, and that bound is out of reach.
/// **Expect:** with a slow backend and many connections, waiting must be cheap, and a pool is
/// too small; without a backend, an extra thread is only a cost. Behind a limit the kind of
/// thread hardly matters.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ServingCapacity -p connections=100
/// -p backendMillis=0,10 -prof dev.threadmill.recording.Metrics`
@Warmup(iterations = 10, time = 1) // a server is much code, which keeps the JIT busy for long
@Named("serve a request")
@Asks(
    id = "serving",
    question = "Do virtual threads serve more requests?",
    factor = "threadKind",
    fixed = "contender=THREAD_PER_REQUEST",
    typical = {"connections=100", "backendMillis=1", "payloadBytes=64"},
    order = 100)
@Cells(
    in = "quick",
    at = {"contender=THREAD_PER_REQUEST", "connections=100", "backendMillis=1", "payloadBytes=64"})
@Cells(
    in = "standard",
    at = {
      "contender=THREAD_PER_REQUEST,POOL",
      "connections=100",
      "backendMillis=1",
      "payloadBytes=64"
    })
public class ServingCapacityBenchmark extends TimedBenchmark {
  private static final int REQUESTS = 4096;

  @Param ServerKind contender;

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

  @Setup
  public void open() throws IOException {
    site = new Site(contender, threadKind, connections, payloadBytes, backendMillis, limit);
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
