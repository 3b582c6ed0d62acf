package dev.threadmill.stats.scaling;

import java.util.OptionalDouble;

/// Gunther's Universal Scalability Law: throughput at `n` is
/// `gamma n / (1 + sigma (n - 1) + kappa n (n - 1))`.
///
/// @param gamma the throughput of one alone
/// @param sigma the share of the work that only one can do at a time (contention)
/// @param kappa the price of keeping each informed of each other (coherence)
public record UslCurve(double gamma, double sigma, double kappa) {
  public double throughput(double n) {
    return gamma * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
  }

  /// Where throughput is largest; empty if it grows for ever, or falls from the start.
  public OptionalDouble peak() {
    return kappa > 0 && sigma < 1
        ? OptionalDouble.of(Math.sqrt((1 - sigma) / kappa))
        : OptionalDouble.empty();
  }
}
