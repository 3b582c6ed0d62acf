package dev.threadmill.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarDerivativeResult;

/// A histogram of latencies as a result of JMH: merged over iterations and forks, never averaged.
///
/// Its percentiles stand in JMH's tables and files as `name:p99.9` and so on.
public final class LatencyResult extends Result<LatencyResult> {
  private static final long serialVersionUID = 1;

  // p100 is the maximum.
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

  private final HistogramStatistics latencies;

  LatencyResult(String name, Histogram histogram) {
    this(name, new HistogramStatistics(histogram));
  }

  private LatencyResult(String name, HistogramStatistics latencies) {
    super(ResultRole.SECONDARY, name, latencies, "ns", AggregationPolicy.AVG);
    this.latencies = latencies;
  }

  /// The latencies in nanoseconds, with the times between which they were recorded.
  public Histogram histogram() {
    return latencies.histogram();
  }

  @Override
  protected Aggregator<LatencyResult> getThreadAggregator() {
    return LatencyResult::merge;
  }

  @Override
  protected Aggregator<LatencyResult> getIterationAggregator() {
    return LatencyResult::merge;
  }

  // All results merged have one name, for JMH merges label by label.
  private static LatencyResult merge(Collection<LatencyResult> parts) {
    var all = new Histogram(3);
    String name = "";
    for (var part : parts) {
      all.add(part.histogram());
      name = part.label;
    }
    return new LatencyResult(name, all);
  }

  @Override
  @SuppressWarnings("rawtypes") // as JMH declares it
  protected Collection<? extends Result> getDerivativeResults() {
    List<Result<?>> percentiles = new ArrayList<>();
    for (double percentile : PERCENTILES) {
      percentiles.add(
          new ScalarDerivativeResult(
              label + ":p" + plain(percentile),
              statistics.getPercentile(percentile),
              "ns",
              AggregationPolicy.AVG));
    }
    return percentiles;
  }

  private static String plain(double percentile) {
    return percentile == Math.rint(percentile)
        ? String.valueOf((long) percentile)
        : String.valueOf(percentile);
  }

  @Override
  public String extendedInfo() {
    return distributionExtendedInfo();
  }
}
