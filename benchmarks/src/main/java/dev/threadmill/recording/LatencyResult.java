package dev.threadmill.recording;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarDerivativeResult;
import org.openjdk.jmh.util.AbstractStatistics;

/// A histogram of latencies as a result of JMH: merged over iterations and forks, never averaged.
///
/// Its percentiles are shown in JMH's tables and files under the names of [#percentiles].
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

  /// The percentiles that are shown of latencies, by the names they have there: `name:p99.9`.
  public static Map<String, Double> percentiles(String name) {
    var percentiles = new LinkedHashMap<String, Double>();
    for (double percentile : PERCENTILES) {
      var plain = String.valueOf(percentile).replaceFirst("\\.0$", "");
      percentiles.put(name + ":p" + plain, percentile);
    }
    return percentiles;
  }

  /// The latencies in nanoseconds, with the times between which they were recorded.
  public Histogram histogram() {
    return latencies.histogram();
  }

  /// A histogram in HdrHistogram's compressed form, a few kilobytes.
  public static byte[] compressed(Histogram histogram) {
    var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    return Arrays.copyOf(buffer.array(), histogram.encodeIntoCompressedByteBuffer(buffer));
  }

  /// A histogram from its compressed form, with the times between which it was recorded.
  ///
  /// @throws DataFormatException if it is damaged
  public static Histogram decompressed(byte[] compressed, long startMillis, long endMillis)
      throws DataFormatException {
    var decoded = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(compressed), 0);
    decoded.setStartTimeStamp(startMillis);
    decoded.setEndTimeStamp(endMillis);
    return decoded;
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
    List<Result<?>> results = new ArrayList<>();
    percentiles(label)
        .forEach(
            (name, percentile) ->
                results.add(
                    new ScalarDerivativeResult(
                        name, statistics.getPercentile(percentile), "ns", AggregationPolicy.AVG)));
    return results;
  }

  @Override
  public String extendedInfo() {
    return distributionExtendedInfo();
  }

  /// A histogram in the shape in which JMH wants statistics; it travels compressed.
  private static final class HistogramStatistics extends AbstractStatistics {
    private static final long serialVersionUID = 1;

    private final byte[] compressed;
    private final long startMillis;
    private final long endMillis;
    private transient @Nullable Histogram histogram;

    HistogramStatistics(Histogram histogram) {
      this.histogram = histogram;
      startMillis = histogram.getStartTimeStamp();
      endMillis = histogram.getEndTimeStamp();
      compressed = LatencyResult.compressed(histogram);
    }

    Histogram histogram() {
      Histogram known = histogram;
      if (known == null) {
        histogram = known = decoded();
      }
      return known;
    }

    private Histogram decoded() {
      try {
        return decompressed(compressed, startMillis, endMillis);
      } catch (DataFormatException e) {
        throw new IllegalStateException("A histogram came damaged from its fork", e);
      }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      histogram = decoded(); // so that what is damaged is noticed where it arrives
    }

    @Override
    public double getMax() {
      return histogram().getMaxValue();
    }

    @Override
    public double getMin() {
      return histogram().getMinValue();
    }

    @Override
    public long getN() {
      return histogram().getTotalCount();
    }

    @Override
    public double getSum() {
      return histogram().getMean() * histogram().getTotalCount();
    }

    @Override
    public double getVariance() {
      return Math.pow(histogram().getStdDeviation(), 2);
    }

    @Override
    public double getPercentile(double rank) {
      return histogram().getValueAtPercentile(rank);
    }

    @Override
    public int[] getHistogram(double[] levels) {
      return IntStream.range(0, levels.length - 1)
          .mapToLong(
              i -> {
                long from = (long) levels[i];
                long to = (long) Math.max(levels[i], levels[i + 1] - 1);
                return histogram().getCountBetweenValues(from, to);
              })
          .mapToInt(count -> (int) Math.min(Integer.MAX_VALUE, count))
          .toArray();
    }

    @Override
    public Iterator<Map.Entry<Double, Long>> getRawData() {
      List<Map.Entry<Double, Long>> counts = new ArrayList<>();
      for (var step : histogram().recordedValues()) {
        counts.add(Map.entry((double) step.getValueIteratedTo(), step.getCountAtValueIteratedTo()));
      }
      return counts.iterator();
    }
  }
}
