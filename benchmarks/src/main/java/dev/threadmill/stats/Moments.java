package dev.threadmill.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Mean and spread of a sample.
public final class Moments {
  private Moments() {}

  /// The standard deviation, with n - 1; NaN for less than two values.
  public static double deviation(double... sample) {
    return Math.sqrt(variance(sample));
  }

  /// The geometric mean of those above 0: what nobody could read is NaN, and left out. NaN of none.
  public static double geometricMean(DoubleStream readings) {
    return Math.exp(
        readings.filter(reading -> reading > 0).map(Math::log).average().orElse(Double.NaN));
  }

  /// The sum of the products of what the values of two samples are off their means: of one with
  /// itself, the sum of squares.
  public static double products(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (x[k] - meanX) * (y[k] - meanY);
    }
    return sum;
  }

  public static double mean(double... sample) {
    double rough = Arrays.stream(sample).sum() / sample.length;
    // A second pass takes out what rounding left, so that equal values have exactly their own mean.
    double rest = 0;
    for (double value : sample) {
      rest += value - rough;
    }
    return rough + rest / sample.length;
  }

  /// The variance, with n - 1; NaN for less than two values.
  public static double variance(double... sample) {
    return sample.length < 2 ? Double.NaN : products(sample, sample) / (sample.length - 1);
  }
}
