package dev.threadmill.stats.scaling;

import org.jspecify.annotations.Nullable;

/// What a fit of the law needs to know, and the fit: least squares of the logs of throughput.
///
/// `n / throughput` is linear in the law's coefficients. Gauss and Newton's method for the logs is
/// therefore a weighted linear fit, repeated until nothing moves. Negative coefficients mean
/// nothing, so that each of the simpler laws is fitted too, and of those without one the nearest
/// is taken.
final class UslLevels {
  private static final int STEPS = 60;
  private static final double STILL = 1e-13;

  private final double[] levels;
  private final double[] means;
  private final double[] counts;

  UslLevels(double[] levels, double[] means, double[] counts) {
    this.levels = levels;
    this.means = means;
    this.counts = counts;
  }

  /// A curve, which model it is of, and the squares that it leaves between itself and the levels.
  record Fit(UslCurve curve, UslModel model, double squares) {}

  Fit fit() {
    Fit best = null;
    for (var model : UslModel.values()) {
      // Nothing inside a law comes nearer than the law itself.
      if (best != null && best.model() == UslModel.FULL) {
        break;
      }
      var fit = fit(model);
      if (fit != null && (best == null || fit.squares() < best.squares())) {
        best = fit;
      }
    }
    if (best == null) {
      throw new IllegalStateException("even a straight line does not fit");
    }
    return best;
  }

  private @Nullable Fit fit(UslModel model) {
    int p = model.parameters();
    double[] coefficients = null;
    for (int step = 0; step < STEPS; step++) {
      var next = step(model, coefficients);
      if (next == null || next[0] <= 0) {
        return null;
      }
      double moved = 0;
      for (int i = 0; i < p && coefficients != null; i++) {
        moved = Math.max(moved, Math.abs(next[i] - coefficients[i]) / next[0]);
      }
      boolean still = coefficients != null && moved < STILL;
      coefficients = next;
      if (still) {
        break;
      }
    }
    for (int i = 1; i < p; i++) {
      if (coefficients == null || coefficients[i] < 0) {
        return null;
      }
    }
    return coefficients == null ? null : rated(model, model.curve(coefficients));
  }

  /// The next coefficients; the first are those of the plain fit of `n / throughput`.
  private double @Nullable [] step(UslModel model, double @Nullable [] coefficients) {
    int p = model.parameters();
    var matrix = new double[p][p + 1];
    for (int l = 0; l < levels.length; l++) {
      if (counts[l] == 0) {
        continue;
      }
      var terms = model.terms(levels[l]);
      double measured = levels[l] / Math.exp(means[l]);
      double fitted = measured;
      if (coefficients != null) {
        fitted = 0;
        for (int i = 0; i < p; i++) {
          fitted += coefficients[i] * terms[i];
        }
        if (fitted <= 0) {
          return null;
        }
      }
      double response = fitted * (1 + Math.log(measured / fitted));
      double weight = counts[l] / (fitted * fitted);
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          matrix[i][j] += weight * terms[i] * terms[j];
        }
        matrix[i][p] += weight * terms[i] * response;
      }
    }
    return solve(matrix);
  }

  /// Gauss's elimination of a positive definite system; null if there are too few levels for it.
  private static double @Nullable [] solve(double[][] m) {
    int p = m.length;
    for (int i = 0; i < p; i++) {
      double before = m[i][i];
      for (int k = 0; k < i; k++) {
        double factor = m[i][k] / m[k][k];
        for (int j = k; j <= p; j++) {
          m[i][j] -= factor * m[k][j];
        }
      }
      if (!(m[i][i] > before * 1e-12)) {
        return null;
      }
    }
    var x = new double[p];
    for (int i = p - 1; i >= 0; i--) {
      x[i] = m[i][p];
      for (int j = i + 1; j < p; j++) {
        x[i] -= m[i][j] * x[j];
      }
      x[i] /= m[i][i];
    }
    return x;
  }

  private Fit rated(UslModel model, UslCurve curve) {
    double squares = 0;
    for (int l = 0; l < levels.length; l++) {
      double miss = means[l] - Math.log(curve.throughput(levels[l]));
      squares += counts[l] * miss * miss;
    }
    return new Fit(curve, model, squares);
  }
}
