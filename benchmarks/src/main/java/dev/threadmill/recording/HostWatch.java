package dev.threadmill.recording;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/// Ends a fork whose host is gone, whatever its threads do.
///
/// JMH's fork notices only when it next writes to its host, which a benchmark that hangs never
/// does.
public final class HostWatch implements InternalProfiler {
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

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }

  @Override
  public String getDescription() {
    return "Ends the fork when its host is gone";
  }
}
