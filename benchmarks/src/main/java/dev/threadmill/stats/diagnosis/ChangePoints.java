package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Moments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Where a series changes its mean or its variance: PELT (Killick, Fearnhead and Eckley), which
/// finds the division of least cost without trying them all.
///
/// The cost of a segment is that of a normal distribution of its own mean and variance; each change
/// costs `15 ln n` more, so that chance alone hardly ever pays for one.
final class ChangePoints {
  private static final int SHORTEST = 5;
  private static final double PENALTY = 15;

  /// The least standard deviation of a segment, as a share of the mean: equal values in a row would
  /// otherwise be worth any number of changes.
  private static final double LEAST_SPREAD = 0.001;

  private final double[] sums;
  private final double[] squares;
  private final double floor;
  private final double penalty;
  private final int length;

  private ChangePoints(double[] series) {
    length = series.length;
    double mean = Moments.mean(series);
    floor = LEAST_SPREAD * LEAST_SPREAD * mean * mean;
    penalty = PENALTY * Math.log(length);
    sums = new double[length + 1];
    squares = new double[length + 1];
    for (int i = 0; i < length; i++) {
      double x = series[i] - mean; // small numbers, so that their squares lose no digits
      sums[i + 1] = sums[i] + x;
      squares[i + 1] = squares[i] + x * x;
    }
  }

  /// The indices at which a new segment starts, rising, without the first.
  static List<Integer> in(double[] series) {
    return series.length < 2 * SHORTEST ? List.of() : new ChangePoints(series).find();
  }

  private List<Integer> find() {
    var least = new double[length + 1];
    var last = new int[length + 1];
    least[0] = -penalty;
    var dropAt = new int[length + 1];
    Arrays.fill(dropAt, Integer.MAX_VALUE);
    var starts = new ArrayList<Integer>();
    starts.add(0);
    for (int end = SHORTEST; end <= length; end++) {
      int now = end;
      starts.removeIf(start -> dropAt[start] <= now);
      least[end] = Double.POSITIVE_INFINITY;
      for (int start : starts) {
        double cost = least[start] + cost(start, end) + penalty;
        if (cost < least[end]) {
          least[end] = cost;
          last[end] = start;
        }
      }
      // A start that is beaten by more than a change costs loses to one here from then on, which
      // is when a segment that starts here is long enough.
      for (int start : starts) {
        if (least[start] + cost(start, end) > least[end] && dropAt[start] == Integer.MAX_VALUE) {
          dropAt[start] = end + SHORTEST;
        }
      }
      int next = end + 1 - SHORTEST;
      if (next >= SHORTEST) {
        starts.add(next);
      }
    }
    Deque<Integer> changes = new ArrayDeque<>();
    for (int at = last[length]; at > 0; at = last[at]) {
      changes.addFirst(at);
    }
    return List.copyOf(changes);
  }

  private double cost(int start, int end) {
    double n = end - start;
    double mean = (sums[end] - sums[start]) / n;
    double variance = (squares[end] - squares[start]) / n - mean * mean;
    double likeliest = Math.max(variance, floor);
    return n * (Math.log(likeliest) + variance / likeliest);
  }
}
