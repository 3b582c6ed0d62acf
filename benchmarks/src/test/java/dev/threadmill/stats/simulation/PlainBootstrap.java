package dev.threadmill.stats.simulation;

import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Quantiles;

/// The interval that many tools print: the middle 95 % of resampled means, as they are.
final class PlainBootstrap {
  private static final int RESAMPLES = 500;

  private PlainBootstrap() {}

  static Interval interval(double[] differences, Draws draws) {
    var means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int k = 0; k < differences.length; k++) {
        sum += differences[draws.below(differences.length)];
      }
      means[i] = Math.exp(sum / differences.length);
    }
    return new Interval(Quantiles.of(means, 0.025), Quantiles.of(means, 0.975));
  }
}
