package dev.threadmill.recording;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarDerivativeResult;
import org.openjdk.jmh.util.SingletonStatistics;

/// A histogram of latencies as a result of JMH: merged over iterations and forks, never averaged.
///
/// Its score is the mean. Its percentiles are shown in JMH's tables and files under the names of
/// [#percentiles].
public final class LatencyResult extends Result<LatencyResult> {
  private static final long serialVersionUID = 1;

  // p100 is the maximum.
  private static final List<String> PERCENTILES = List.of("50", "90", "99", "99.9", "99.99", "100");

  private final byte[] compressed;
  private final long startMillis;
  private final long endMillis;

  LatencyResult(String name, Histogram histogram) {
    super(
        ResultRole.SECONDARY,
        name,
        new SingletonStatistics(histogram.getMean()),
        "ns",
        AggregationPolicy.AVG);
    compressed = compressed(histogram);
    startMillis = histogram.getStartTimeStamp();
    endMillis = histogram.getEndTimeStamp();
  }

  public Histogram histogram() {
    try {
      return decompressed(compressed, startMillis, endMillis);
    } catch (DataFormatException e) {
      throw new IllegalStateException("A histogram came damaged from its fork", e);
    }
  }

  /// The percentiles that are shown of latencies, by the names they have there: `name:p99.9`.
  public static Map<String, Double> percentiles(String name) {
    var percentiles = new LinkedHashMap<String, Double>();
    PERCENTILES.forEach(each -> percentiles.put(name + ":p" + each, Double.valueOf(each)));
    return percentiles;
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
    parts.forEach(part -> all.add(part.histogram()));
    return new LatencyResult(parts.iterator().next().label, all);
  }

  @Override
  @SuppressWarnings("rawtypes") // as JMH declares it
  protected Collection<? extends Result> getDerivativeResults() {
    var all = histogram();
    return percentiles(label).entrySet().stream()
        .map(
            shown ->
                new ScalarDerivativeResult(
                    shown.getKey(),
                    all.getValueAtPercentile(shown.getValue()),
                    "ns",
                    AggregationPolicy.AVG))
        .toList();
  }
}
