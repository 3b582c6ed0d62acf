package dev.threadmill.stats.scaling;

/// The law and the simpler laws inside it.
public enum UslModel {
  /// Contention and coherence: throughput has a peak.
  FULL(true, true),
  /// Contention alone, which is Amdahl's law.
  CONTENTION(true, false),
  /// Coherence alone.
  COHERENCE(false, true),
  /// Neither: twice the threads, twice the throughput.
  LINEAR(false, false);

  private final boolean contention;
  private final boolean coherence;

  UslModel(boolean contention, boolean coherence) {
    this.contention = contention;
    this.coherence = coherence;
  }

  int parameters() {
    return 1 + (contention ? 1 : 0) + (coherence ? 1 : 0);
  }

  /// What multiplies this model's coefficients in `n / throughput`, which is linear in them.
  double[] terms(double n) {
    if (contention && coherence) {
      return new double[] {1, n - 1, n * (n - 1)};
    }
    if (contention) {
      return new double[] {1, n - 1};
    }
    return coherence ? new double[] {1, n * (n - 1)} : new double[] {1};
  }

  UslCurve curve(double[] coefficients) {
    double gamma = 1 / coefficients[0];
    double sigma = contention ? coefficients[1] * gamma : 0;
    double kappa = coherence ? coefficients[contention ? 2 : 1] * gamma : 0;
    return new UslCurve(gamma, sigma, kappa);
  }
}
