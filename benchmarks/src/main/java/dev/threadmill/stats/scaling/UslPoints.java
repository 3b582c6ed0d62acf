package dev.threadmill.stats.scaling;

import dev.threadmill.stats.scaling.UslFit.UslCurve;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Measured throughputs, a round a row and a level of parallelism a column, and the least squares
/// of their logs.
///
/// `n / throughput` is linear in the law's coefficients. Gauss and Newton's method for the logs is
/// therefore a weighted linear fit, repeated until nothing moves. Negative coefficients mean
/// nothing, so each simpler law is fitted too, and the nearest without one is taken.
final class UslPoints {
  private static final int STEPS = 60;
  private static final double STILL = 1e-13;

  /// The law, Amdahl's, the one of coherence alone, and the straight line.
  enum Law {
    FULL(true, true),
    CONTENTION(true, false),
    COHERENCE(false, true),
    LINEAR(false, false);

    private final boolean contention;
    private final boolean coherence;

    Law(boolean contention, boolean coherence) {
      this.contention = contention;
      this.coherence = coherence;
    }

    /// What multiplies the coefficients in `n / throughput`.
    double[] terms(double n) {
      if (contention && coherence) {
        return new double[] {1, n - 1, n * (n - 1)};
      }
      return contention == coherence
          ? new double[] {1}
          : new double[] {1, contention ? n - 1 : n * (n - 1)};
    }

    int parameters() {
      return terms(1).length;
    }

    UslCurve curve(double[] coefficients) {
      double gamma = 1 / coefficients[0];
      double kappa = coherence ? coefficients[coefficients.length - 1] * gamma : 0;
      return new UslCurve(gamma, contention ? coefficients[1] * gamma : 0, kappa);
    }
  }

  /// @param squares that the curve leaves between itself and the levels
  record Fit(UslCurve curve, Law law, double squares) {}

  private final double[] levels;
  private final double[][] logs;

  /// @param throughput `[round][level]`, NaN where a fork is missing
  UslPoints(int[] threads, double[][] throughput) {
    levels = Arrays.stream(threads).asDoubleStream().toArray();
    boolean rise = IntStream.range(1, levels.length).allMatch(l -> levels[l] > levels[l - 1]);
    if (levels.length == 0 || levels[0] < 1 || throughput.length == 0 || !rise) {
      throw new IllegalArgumentException("levels of parallelism must rise, in one round or more");
    }
    logs = new double[throughput.length][];
    for (int k = 0; k < throughput.length; k++) {
      if (throughput[k].length != levels.length) {
        throw new IllegalArgumentException("round " + k + " has not one throughput a level");
      }
      logs[k] = Arrays.stream(throughput[k]).map(UslPoints::log).toArray();
    }
    for (int l = 0; l < levels.length; l++) {
      if (level(l).length == 0) {
        throw new IllegalArgumentException("no throughput at " + threads[l] + " threads");
      }
    }
  }

  private static double log(double throughput) {
    if (throughput <= 0 || Double.isInfinite(throughput)) {
      throw new IllegalArgumentException("a throughput must be positive: " + throughput);
    }
    return Math.log(throughput);
  }

  int rounds() {
    return logs.length;
  }

  double[] levels() {
    return levels;
  }

  /// The logs that were measured at a level.
  double[] level(int level) {
    return Arrays.stream(logs)
        .mapToDouble(round -> round[level])
        .filter(log -> !Double.isNaN(log))
        .toArray();
  }

  Fit fit() {
    return fit(IntStream.range(0, rounds()).toArray());
  }

  /// The fit to the rounds named, which may name one more than once.
  Fit fit(int[] rounds) {
    var means = new double[levels.length];
    var counts = new double[levels.length];
    for (int k : rounds) {
      for (int l = 0; l < levels.length; l++) {
        if (!Double.isNaN(logs[k][l])) {
          counts[l]++;
          means[l] += (logs[k][l] - means[l]) / counts[l];
        }
      }
    }
    Fit best = null;
    for (var law : Law.values()) {
      var fit = fit(law, means, counts);
      if (fit != null && (best == null || fit.squares() < best.squares())) {
        best = fit;
      }
      if (best != null && law == Law.FULL) {
        break; // nothing inside a law comes nearer than the law itself
      }
    }
    if (best == null) {
      throw new IllegalStateException("even a straight line does not fit");
    }
    return best;
  }

  private @Nullable Fit fit(Law law, double[] means, double[] counts) {
    double[] coefficients = null;
    for (int step = 0; step < STEPS; step++) {
      var next = step(law, coefficients, means, counts);
      if (next == null || next[0] <= 0) {
        return null;
      }
      double moved = coefficients == null ? Double.POSITIVE_INFINITY : 0;
      for (int i = 0; i < next.length && coefficients != null; i++) {
        moved = Math.max(moved, Math.abs(next[i] - coefficients[i]) / next[0]);
      }
      coefficients = next;
      if (moved < STILL) {
        break;
      }
    }
    if (coefficients == null || Arrays.stream(coefficients).anyMatch(value -> value < 0)) {
      return null;
    }
    var curve = law.curve(coefficients);
    double squares = 0;
    for (int l = 0; l < levels.length; l++) {
      double miss = means[l] - Math.log(curve.throughput(levels[l]));
      squares += counts[l] * miss * miss;
    }
    return new Fit(curve, law, squares);
  }

  /// The next coefficients; the first are those of the plain fit of `n / throughput`.
  private double @Nullable [] step(
      Law law, double @Nullable [] coefficients, double[] means, double[] counts) {
    int p = law.parameters();
    var matrix = new double[p][p + 1];
    for (int l = 0; l < levels.length; l++) {
      var terms = law.terms(levels[l]);
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

  /// Gauss and Jordan's elimination of a positive definite system; null if there are too few levels
  /// for it.
  private static double @Nullable [] solve(double[][] m) {
    int p = m.length;
    var first = IntStream.range(0, p).mapToDouble(i -> m[i][i]).toArray();
    for (int i = 0; i < p; i++) {
      if (!(m[i][i] > first[i] * 1e-12)) {
        return null;
      }
      for (int k = 0; k < p; k++) {
        double factor = k == i ? 0 : m[k][i] / m[i][i];
        for (int j = i; j <= p; j++) {
          m[k][j] -= factor * m[i][j];
        }
      }
    }
    return IntStream.range(0, p).mapToDouble(i -> m[i][p] / m[i][i]).toArray();
  }
}
