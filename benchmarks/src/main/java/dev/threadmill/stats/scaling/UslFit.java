package dev.threadmill.stats.scaling;

import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RoundBootstrap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Universal Scalability Law fitted to measurements, and what of it may be quoted.
///
/// The curve may always be drawn. Its parameters may be quoted where `withheldParameters` is empty,
/// the peak where `withheldPeak` is; both say why not.
///
/// @param model the part of the law that fits best with no negative coefficient
/// @param gamma the 95 % interval by bootstrap over rounds; null below six rounds, as the next two
/// @param peak the 95 % interval of where throughput is largest; null where it is withheld
public record UslFit(
    UslCurve curve,
    UslModel model,
    LackOfFit lackOfFit,
    @Nullable Interval gamma,
    @Nullable Interval sigma,
    @Nullable Interval kappa,
    @Nullable Interval peak,
    List<Withheld> withheldParameters,
    List<Withheld> withheldPeak) {
  private static final int FEWEST_LEVELS = 6;
  private static final double UNLIKELY = 0.01;

  /// The largest level must come this near to the peak for the peak to be more than a guess.
  private static final double NEAR_THE_PEAK = 0.7;

  public UslFit {
    withheldParameters = List.copyOf(withheldParameters);
    withheldPeak = List.copyOf(withheldPeak);
  }

  /// What the levels of parallelism were taken on.
  ///
  /// @param cpus that the threads could use at once
  /// @param mixed whether the levels go across siblings of a core or across memory nodes, as if
  ///     those were the same as cores
  public record Ground(int cpus, boolean mixed) {}

  /// Fits the law.
  ///
  /// @param threads that ran at once, rising. It must be what limits parallelism: for virtual
  ///     threads the carriers
  /// @param throughput `[round][level]`, NaN where a fork is missing
  public static UslFit of(
      int[] threads, double[][] throughput, Ground ground, RoundBootstrap bootstrap) {
    var points = new UslPoints(threads, throughput);
    var fit = points.over(points.allRounds()).fit();
    var lackOfFit = LackOfFit.of(points, fit);
    int largest = threads[threads.length - 1];

    var withheld = new ArrayList<Withheld>();
    if (threads.length < FEWEST_LEVELS) {
      withheld.add(Withheld.FEW_LEVELS);
    }
    if (largest > ground.cpus()) {
      withheld.add(Withheld.MORE_THAN_CPUS);
    }
    if (ground.mixed()) {
      withheld.add(Withheld.MIXED_CORES);
    }
    if (SuperLinear.isSeenIn(points)) {
      withheld.add(Withheld.SUPER_LINEAR);
    }
    if (Double.isNaN(lackOfFit.p())) {
      withheld.add(Withheld.NO_REPLICATES);
    } else if (lackOfFit.p() < UNLIKELY) {
      withheld.add(Withheld.DOES_NOT_FIT);
    }

    var intervals = bootstrap.intervals(points.rounds(), drawn -> parameters(points, drawn));
    boolean known = intervals.length > 0;
    var kappa = known ? intervals[2] : null;
    var peakWithheld = withheldPeak(withheld, fit.curve(), kappa, largest);
    return new UslFit(
        fit.curve(),
        fit.model(),
        lackOfFit,
        known ? intervals[0] : null,
        known ? intervals[1] : null,
        kappa,
        known && peakWithheld.isEmpty() ? intervals[3] : null,
        withheld,
        peakWithheld);
  }

  private static double[] parameters(UslPoints points, int[] drawn) {
    var curve = points.over(drawn).fit().curve();
    // A curve that falls from the start is at its best with one.
    double peak = curve.peak().orElse(curve.kappa() > 0 ? 1 : Double.POSITIVE_INFINITY);
    return new double[] {curve.gamma(), curve.sigma(), curve.kappa(), peak};
  }

  private static List<Withheld> withheldPeak(
      List<Withheld> parameters, UslCurve curve, @Nullable Interval kappa, int largest) {
    var withheld = new ArrayList<>(parameters);
    if (kappa == null) {
      withheld.add(Withheld.FEW_ROUNDS);
    } else if (kappa.low() == 0 || curve.peak().isEmpty()) {
      withheld.add(Withheld.NO_DECLINE);
    }
    if (curve.peak().isPresent() && largest < NEAR_THE_PEAK * curve.peak().getAsDouble()) {
      withheld.add(Withheld.BEYOND_RANGE);
    }
    return withheld;
  }
}
