package dev.threadmill.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/// Takes numbers that a benchmark reports beside its score, each with a unit of its own.
///
/// JMH's auxiliary counters know no units and no maxima. The last number that is reported under a
/// name in an iteration is the one that counts.
public final class Metrics implements IterationProfiler {
  /// The operations a second that a benchmark works at by a schedule, where it has one.
  public static final String SET_RATE = "rate.target";

  private record Latest(double number, String unit) {}

  private static final Map<String, Latest> REPORTED = new ConcurrentHashMap<>();

  /// Reports a number for the running iteration. May be called by any thread.
  ///
  /// @param name the name in results, such as `share.min`
  public static void report(String name, double number, String unit) {
    REPORTED.put(name, new Latest(number, unit));
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
}
