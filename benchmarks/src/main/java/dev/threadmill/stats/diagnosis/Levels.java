package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A series of scores as the levels between its change points.
///
/// @param starts of the levels, the first of them 0
/// @param means of the levels
record Levels(List<Integer> starts, double[] means) {
  static Levels of(double[] series) {
    var starts = new ArrayList<Integer>();
    starts.add(0);
    starts.addAll(ChangePoints.in(series));
    var means = new double[starts.size()];
    for (int s = 0; s < means.length; s++) {
      int end = s + 1 < means.length ? starts.get(s + 1) : series.length;
      means[s] = Moments.mean(Arrays.copyOfRange(series, starts.get(s), end));
    }
    return new Levels(List.copyOf(starts), means);
  }

  /// The largest step between neighbouring levels that lies at `from` or later, as a share.
  double largestStep(int from) {
    double largest = 0;
    for (int s = 1; s < means.length; s++) {
      if (starts.get(s) >= from) {
        largest = Math.max(largest, Math.abs(Math.log(means[s] / means[s - 1])));
      }
    }
    return largest;
  }
}
