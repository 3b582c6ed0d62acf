package dev.threadmill.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/// P-values adjusted for many questions that were asked at once.
///
/// Of a hundred comparisons of equal things about five have p below 0.05. Among those whose
/// *adjusted* value is below 0.05, at most about one in twenty is expected to be such an accident.
/// All verdicts of one report on one metric are one family.
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /// The adjusted values, in the order of the arguments. A question without an answer (NaN) keeps
  /// none, and does not count.
  public static double[] adjust(double[] p) {
    var adjusted = p.clone();
    var falling =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
            .toList();
    double least = 1;
    for (int k = 0; k < falling.size(); k++) {
      int i = falling.get(k);
      if (!(p[i] >= 0 && p[i] <= 1)) {
        throw new IllegalArgumentException("not a p-value: " + p[i]);
      }
      int rank = falling.size() - k;
      // The factor first: it is never below 1, so that no rounding makes a value smaller than p.
      least = Math.min(least, p[i] * ((double) falling.size() / rank));
      adjusted[i] = least;
    }
    return adjusted;
  }
}
