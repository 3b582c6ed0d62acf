package dev.threadmill.recording;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/// A profiler in JMH's sense that runs inside a fork and does something before each iteration,
/// after it, or both.
interface IterationProfiler extends InternalProfiler {
  @Override
  default void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  default Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of();
  }

  @Override
  default String getDescription() {
    return getClass().getSimpleName();
  }
}
