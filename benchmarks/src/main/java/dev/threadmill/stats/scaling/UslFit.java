package dev.threadmill.stats.scaling;

import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RoundBootstrap;
import dev.threadmill.stats.RunSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.FDistribution;
import org.jspecify.annotations.Nullable;

/// The Universal Scalability Law fitted to measurements, and what of it may be quoted.
///
/// The curve may always be drawn. Its parameters may be quoted where `withheldParameters` is empty,
/// the peak where `withheldPeak` is; both say why not.
///
/// @param gamma the 95 % interval by bootstrap over rounds; null below six rounds, as the next two
/// @param peak the 95 % interval of where throughput is largest; null where it is withheld
public record UslFit(
    UslCurve curve,
    LackOfFit lackOfFit,
    @Nullable Interval gamma,
    @Nullable Interval sigma,
    @Nullable Interval kappa,
    @Nullable Interval peak,
    List<Withheld> withheldParameters,
    List<Withheld> withheldPeak) {
  private static final int FEWEST_LEVELS = 6;
  private static final double UNLIKELY = 0.01;
  private static final double MATTERS = 1.02;

  /// The largest level must come this near to the peak for the peak to be more than a guess.
  private static final double NEAR_THE_PEAK = 0.7;

  /// Gunther's law: throughput at `n` is `gamma n / (1 + sigma (n - 1) + kappa n (n - 1))`.
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

  /// A reason not to quote something about scaling.
  public enum Withheld {
    FEW_LEVELS("fewer than six levels of parallelism were measured"),
    MORE_THAN_CPUS("some levels have more threads than CPUs: they count queueing, not parallelism"),
    MIXED_CORES("siblings of a core, or memory nodes, were mixed along the levels"),
    SUPER_LINEAR("throughput per thread rises with threads, which the law cannot say"),
    NO_REPLICATES("each level was measured once: whether the law holds cannot be tested"),
    DOES_NOT_FIT("the law does not fit: the curve misses by more than the forks differ"),
    FEW_ROUNDS("fewer than six rounds were measured: there are no intervals"),
    NO_DECLINE("nothing shows that throughput ever declines"),
    BEYOND_RANGE("the peak is beyond the measured range");

    private final String sentence;

    Withheld(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  /// The test that tells whether the law holds, since parameters of a law that does not have the
  /// finest of intervals: the squares that the curve leaves, against those of forks of one level.
  ///
  /// @param f the ratio of the two, each over its degrees of freedom; NaN if it cannot be tested
  /// @param p of a ratio as large if the law holds; NaN if it cannot be tested
  public record LackOfFit(double f, double p) {
    private static final double NOTHING = 1e-20;

    static LackOfFit of(UslPoints points, UslPoints.Fit fit) {
      double error = 0;
      int forks = 0;
      int levels = points.levels().length;
      for (int l = 0; l < levels; l++) {
        error += Moments.products(points.level(l), points.level(l));
        forks += points.level(l).length;
      }
      int free = levels - fit.law().parameters();
      if (free < 1 || forks <= levels) {
        return new LackOfFit(Double.NaN, Double.NaN);
      }
      if (fit.squares() <= NOTHING) {
        return new LackOfFit(0, 1);
      }
      double f = fit.squares() / free / (error / (forks - levels));
      var fisher = FDistribution.of(free, forks - levels);
      return new LackOfFit(f, Double.isInfinite(f) ? 0 : fisher.survivalProbability(f));
    }
  }

  /// The machine that the levels of parallelism were taken on.
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
    var fit = points.fit();
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
    if (isSuperLinear(points)) {
      withheld.add(Withheld.SUPER_LINEAR);
    }
    if (Double.isNaN(lackOfFit.p())) {
      withheld.add(Withheld.NO_REPLICATES);
    } else if (lackOfFit.p() < UNLIKELY) {
      withheld.add(Withheld.DOES_NOT_FIT);
    }
    var intervals = bootstrap.intervals(points.rounds(), drawn -> parameters(points.fit(drawn)));
    boolean known = intervals.length > 0;
    var kappa = known ? intervals[2] : null;
    var withheldPeak = withheldPeak(withheld, fit.curve(), kappa, largest);
    return new UslFit(
        fit.curve(),
        lackOfFit,
        known ? intervals[0] : null,
        known ? intervals[1] : null,
        kappa,
        known && withheldPeak.isEmpty() ? intervals[3] : null,
        withheld,
        withheldPeak);
  }

  private static double[] parameters(UslPoints.Fit fit) {
    var curve = fit.curve();
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

  /// Whether some level does more per thread than the smallest. That happens when the threads'
  /// caches together hold what one does not; the law would answer with serial work below zero.
  private static boolean isSuperLinear(UslPoints points) {
    var levels = points.levels();
    for (int l = 1; l < levels.length; l++) {
      double alpha = UNLIKELY / (levels.length - 1); // one question a level
      var interval =
          RatioEstimate.between(points.level(l), points.level(0), RunSpread.NONE, alpha).interval();
      if (interval != null && interval.isAbove(levels[l] / levels[0] * MATTERS)) {
        return true;
      }
    }
    return false;
  }
}
