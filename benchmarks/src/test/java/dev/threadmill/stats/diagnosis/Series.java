package dev.threadmill.stats.diagnosis;

import java.util.Random;
import java.util.function.IntToDoubleFunction;

/// Made-up series of scores.
final class Series {
  private Series() {}

  /// Forks that all follow the same course, with noise of this share.
  static double[][] forks(int forks, int length, double noise, IntToDoubleFunction score) {
    var random = new Random(forks + 31L * length);
    var series = new double[forks][length];
    for (var fork : series) {
      for (int i = 0; i < length; i++) {
        fork[i] = score.applyAsDouble(i) * Math.exp(noise * random.nextGaussian());
      }
    }
    return series;
  }

  static double[] one(int length, double noise, IntToDoubleFunction score) {
    return forks(1, length, noise, score)[0];
  }
}
