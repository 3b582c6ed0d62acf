package dev.threadmill.suite.messaging;

import com.sun.management.ThreadMXBean;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.Crew;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// The CPU time of all Java threads for a message, without that of waiting until it is due.
///
/// A pause while waiting costs as much in a round of messages as in a control round, and both
/// are counted. The CPU time of a control round cannot be taken away as a whole, because a
/// producer that waits awake waits the less, the longer its sends take.
///
/// The threads are producers, consumer, carriers and the timer of virtual threads. The CPU time
/// of the process would include the JIT and the collector, but many systems count it in ticks
/// of ten milliseconds, the time of hundreds of messages.
final class PacedCpu {
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private long controlNanos;
  private long controlPauses;
  private long trafficNanos;
  private long trafficPauses;
  private long messages;

  /// Has the crew do a planned round.
  ///
  /// @return the CPU time that it took
  long of(Crew crew) throws InterruptedException {
    long before = nanos();
    crew.work();
    return nanos() - before;
  }

  private long nanos() {
    return Arrays.stream(threads.getThreadCpuTime(threads.getAllThreadIds()))
        .filter(nanos -> nanos > 0) // a thread that has ended has none
        .sum();
  }

  void addControl(long cpuNanos, long pauses) {
    controlNanos += cpuNanos;
    controlPauses += pauses;
  }

  void addTraffic(long cpuNanos, long pauses, int sent) {
    trafficNanos += cpuNanos;
    trafficPauses += pauses;
    messages += sent;
    Metrics.report("cpu.message", perMessage(), "ns/message");
    Metrics.report("cpu.pacing", pacingNanos() / messages, "ns/message");
  }

  double perMessage() {
    return (trafficNanos - pacingNanos()) / messages;
  }

  private double pacingNanos() {
    return controlPauses == 0 ? 0 : (double) controlNanos / controlPauses * trafficPauses;
  }

  /// Starts over for the next iteration.
  void reset() {
    controlNanos = 0;
    controlPauses = 0;
    trafficNanos = 0;
    trafficPauses = 0;
    messages = 0;
  }
}
