package dev.threadmill.recording;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/// Ends a fork whose host is gone, whatever its threads do.
///
/// A fork of JMH notices only when it next writes to its host, which a benchmark that hangs never
/// does.
public final class HostWatch implements IterationProfiler {
  private static boolean watching;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (!watching) {
      watching = true;
      ProcessHandle.current()
          .parent()
          .ifPresent(host -> host.onExit().thenRun(() -> Runtime.getRuntime().halt(137)));
    }
  }
}
