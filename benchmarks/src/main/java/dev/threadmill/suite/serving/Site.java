package dev.threadmill.suite.serving;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server with its backend and its clients, which serves requests in rounds.
final class Site implements AutoCloseable {
  /// Far longer than any request that is ever answered, and less than a round may take.
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /// The number of files that a JVM has open besides the connections.
  private static final int OTHER_FILES = 200;

  private final DelayingBackend backend;
  private final Server server;
  private final Clients clients;
  private final Crew crew;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  // Of this iteration: some systems count a process's CPU time in steps of ten milliseconds.
  private long requests;
  private long allCpuNanos;
  private long clientsCpuNanos;

  /// @throws NotApplicable if the system allows a process fewer files than both ends need
  Site(
      ServerKind contender,
      ThreadKind threadKind,
      int connections,
      int payloadBytes,
      long backendMillis,
      int limit)
      throws IOException {
    if (system instanceof UnixOperatingSystemMXBean unix
        && unix.getMaxFileDescriptorCount() < 2L * connections + OTHER_FILES) {
      throw new NotApplicable(
          "This system lets a process open "
              + unix.getMaxFileDescriptorCount()
              + " files, too few for both ends of "
              + connections
              + " connections.");
    }
    backend = new DelayingBackend(backendMillis);
    int frameBytes = Frame.LEAST_BYTES + payloadBytes;
    server = contender.open(frameBytes, backend, threadKind, limit);
    var latency = Latencies.recorder("latency");
    clients = new Clients(server, connections, frameBytes, latency, PATIENCE_NANOS);
    crew = new Crew(ThreadKind.PLATFORM, List.of(clients));
  }

  /// Starts the account of CPU time anew, for the next iteration.
  void begin() {
    requests = 0;
    allCpuNanos = 0;
    clientsCpuNanos = 0;
  }

  /// Serves this many requests, and reports the CPU time of a request in this iteration.
  ///
  /// @return when the last answer arrived, on the clock of `System.nanoTime`
  long serve(int planned, Schedule schedule) throws InterruptedException {
    long before = system.getProcessCpuTime();
    clients.plan(planned, schedule);
    crew.work();
    long last = clients.verify();
    requests += planned;
    allCpuNanos += system.getProcessCpuTime() - before;
    clientsCpuNanos += clients.cpuNanos();
    Metrics.report("cpu.server", (double) (allCpuNanos - clientsCpuNanos) / requests, "ns/op");
    Metrics.report("cpu.clients", (double) clientsCpuNanos / requests, "ns/op");
    return last;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    crew.close();
    clients.close();
    server.close();
    backend.close();
  }
}
