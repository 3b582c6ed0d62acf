package dev.threadmill.recording;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/// A profiler in JMH's sense that runs inside a fork and does something before each iteration,
/// after it, or both.
abstract class IterationProfiler implements InternalProfiler {
  void begin() {}

  /// What it found, as results beside the score.
  List<? extends Result<?>> end() {
    return List.of();
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    begin();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return end();
  }

  @Override
  public String getDescription() {
    return getClass().getSimpleName();
  }

  static ScalarResult scalar(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }
}
