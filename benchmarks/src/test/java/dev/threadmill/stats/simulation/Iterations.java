package dev.threadmill.stats.simulation;

import dev.threadmill.stats.Moments;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import java.util.Arrays;

/// Two equal arms of five forks with five iterations each, which depend on each other within a
/// fork.
final class Iterations {
  private static final int FORKS = 5;
  private static final int ITERATIONS = 5;
  private static final double ALPHA = 0.05;

  private Iterations() {}

  /// Whether a t-test that counts every iteration calls the arms different.
  static boolean pooledHits(double correlation, Draws draws) {
    var a = Arrays.stream(arm(correlation, draws)).flatMapToDouble(Arrays::stream).toArray();
    var b = Arrays.stream(arm(correlation, draws)).flatMapToDouble(Arrays::stream).toArray();
    return RatioEstimate.between(a, b, RunSpread.NONE, ALPHA).p() <= ALPHA;
  }

  /// Whether a t-test that counts forks does.
  static boolean forkMeansHit(double correlation, Draws draws) {
    var a = Arrays.stream(arm(correlation, draws)).mapToDouble(Moments::mean).toArray();
    var b = Arrays.stream(arm(correlation, draws)).mapToDouble(Moments::mean).toArray();
    return RatioEstimate.between(a, b, RunSpread.NONE, ALPHA).p() <= ALPHA;
  }

  private static double[][] arm(double correlation, Draws draws) {
    var arm = new double[FORKS][ITERATIONS];
    for (var fork : arm) {
      double whole = draws.normal(Math.sqrt(correlation));
      Arrays.setAll(fork, i -> whole + draws.normal(Math.sqrt(1 - correlation)));
    }
    return arm;
  }
}
