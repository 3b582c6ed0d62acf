package dev.threadmill.stats.scaling;

import dev.threadmill.stats.Moments;
import org.apache.commons.statistics.distribution.FDistribution;

/// Whether the measurements lie further from the curve than from each other.
///
/// Parameters of a law that does not hold have the finest of intervals. This test is what
/// tells: the squares that the curve leaves, against those that the forks of one level leave
/// among themselves.
///
/// @param f the ratio of the two, each over its degrees of freedom; NaN if it cannot be tested
/// @param p of a ratio as large if the law holds; NaN if it cannot be tested
public record LackOfFit(double f, double p) {
  private static final double NOTHING = 1e-20;

  static LackOfFit of(UslPoints points, UslLevels.Fit fit) {
    double error = 0;
    int forks = 0;
    int levels = points.levels().length;
    for (int l = 0; l < levels; l++) {
      var logs = points.level(l);
      double mean = Moments.mean(logs);
      for (double log : logs) {
        error += (log - mean) * (log - mean);
      }
      forks += logs.length;
    }
    int free = levels - fit.model().parameters();
    if (free < 1 || forks <= levels) {
      return new LackOfFit(Double.NaN, Double.NaN);
    }
    if (fit.squares() <= NOTHING) {
      return new LackOfFit(0, 1);
    }
    double f = fit.squares() / free / (error / (forks - levels));
    double p =
        Double.isInfinite(f) ? 0 : FDistribution.of(free, forks - levels).survivalProbability(f);
    return new LackOfFit(f, p);
  }
}
