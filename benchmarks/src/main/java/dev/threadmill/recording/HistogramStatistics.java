package dev.threadmill.recording;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.AbstractStatistics;

/// A histogram in the shape that JMH asks its statistics in; a few kilobytes when it travels.
final class HistogramStatistics extends AbstractStatistics {
  private static final long serialVersionUID = 1;

  private final byte[] compressed;
  private final long startMillis;
  private final long endMillis;
  private transient @Nullable Histogram histogram;

  HistogramStatistics(Histogram histogram) {
    this.histogram = histogram;
    startMillis = histogram.getStartTimeStamp();
    endMillis = histogram.getEndTimeStamp();
    var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    compressed = Arrays.copyOf(buffer.array(), length);
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
      var decoded = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(compressed), 0);
      decoded.setStartTimeStamp(startMillis);
      decoded.setEndTimeStamp(endMillis);
      return decoded;
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
        .map(
            i -> {
              long from = (long) levels[i];
              long to = (long) Math.max(levels[i], levels[i + 1] - 1);
              return (int) Math.min(Integer.MAX_VALUE, histogram().getCountBetweenValues(from, to));
            })
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
