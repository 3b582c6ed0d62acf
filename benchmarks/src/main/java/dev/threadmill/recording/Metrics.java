package dev.threadmill.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/// Any number that a benchmark wants to report beside its score, with a unit of its own.
///
/// JMH's auxiliary counters know no units and no maxima, hence this. What is reported last in an
/// iteration is what that iteration's result carries.
public final class Metrics implements InternalProfiler {
  private record Value(double number, String unit) {}

  private static final Map<String, Value> REPORTED = new ConcurrentHashMap<>();

  /// Reports a number for the iteration that runs now. May be called by any thread.
  ///
  /// @param name as it shall stand in results, such as `share.min`
  public static void report(String name, double number, String unit) {
    REPORTED.put(name, new Value(number, unit));
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    REPORTED.clear();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    List<Result<?>> results = new ArrayList<>();
    REPORTED.forEach(
        (name, value) ->
            results.add(
                new ScalarResult(name, value.number(), value.unit(), AggregationPolicy.AVG)));
    return results;
  }

  @Override
  public String getDescription() {
    return "Numbers that benchmarks report beside their scores";
  }
}
