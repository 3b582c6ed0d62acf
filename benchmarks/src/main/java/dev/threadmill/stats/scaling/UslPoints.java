package dev.threadmill.stats.scaling;

import java.util.Arrays;

/// Measured throughputs, a round a row and a level of parallelism a column.
final class UslPoints {
  private final double[] levels;
  private final double[][] logs;

  /// @param throughput `[round][level]`, NaN where a fork is missing
  UslPoints(int[] threads, double[][] throughput) {
    levels = Arrays.stream(threads).asDoubleStream().toArray();
    if (levels.length == 0 || levels[0] < 1 || throughput.length == 0) {
      throw new IllegalArgumentException("no levels of parallelism, or no rounds");
    }
    for (int l = 1; l < levels.length; l++) {
      if (levels[l] <= levels[l - 1]) {
        throw new IllegalArgumentException("levels of parallelism must rise");
      }
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

  int[] allRounds() {
    int[] all = new int[rounds()];
    Arrays.setAll(all, k -> k);
    return all;
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

  /// The levels' mean logs and counts over the rounds named, which may name one more than once.
  UslLevels over(int[] rounds) {
    var means = new double[levels.length];
    var counts = new double[levels.length];
    for (int k : rounds) {
      for (int l = 0; l < levels.length; l++) {
        if (!Double.isNaN(logs[k][l])) {
          means[l] += logs[k][l];
          counts[l]++;
        }
      }
    }
    for (int l = 0; l < levels.length; l++) {
      means[l] = counts[l] == 0 ? 0 : means[l] / counts[l];
    }
    return new UslLevels(levels, means, counts);
  }
}
