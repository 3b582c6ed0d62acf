package dev.threadmill.proof;

import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.LedgerEntry.VerdictWord;
import dev.threadmill.stats.ForkScore;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The rates at which the outcomes of a ledger are right.
///
/// Disturbed outcomes count like all others: nothing is left out after it was seen. The planted
/// arms of a trial share their base, so their rates are not independent.
///
/// @param equal how often equal arms were called different
/// @param trusted the same, without the outcomes whose verdict is unreliable
/// @param covered how often the interval of a planted arm held what was planted
/// @param verdicts how often each verdict was given on equal arms
/// @param rates of all benchmarks together and then of each, by rounds and arm: more rounds find
///     more
public record Proof(
    int outcomes,
    HitRate equal,
    HitRate trusted,
    HitRate covered,
    SortedMap<VerdictWord, Integer> verdicts,
    List<ArmRates> rates) {
  public static final String ALL = "All benchmarks";

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// Of Simpson's rule, far more than the figures that anyone reads.
  private static final int STEPS = 4_000;

  /// A rate of hits in trials, with bounds of the true rate.
  ///
  /// The bounds are those of Clopper and Pearson: exact, and never too narrow.
  public record HitRate(int hits, int trials) {
    public HitRate {
      if (!(hits >= 0 && hits <= trials)) {
        throw new IllegalArgumentException(hits + " hits in " + trials + " trials");
      }
    }

    public double share() {
      return (double) hits / trials;
    }

    /// The largest true rate that one would believe, at one-sided confidence 1 - `alpha`.
    public double upper(double alpha) {
      return hits == trials
          ? 1
          : BetaDistribution.of(hits + 1.0, trials - hits).inverseSurvivalProbability(alpha);
    }

    /// The smallest true rate that one would believe, at one-sided confidence 1 - `alpha`.
    public double lower(double alpha) {
      return hits == 0
          ? 0
          : BetaDistribution.of(hits, trials - hits + 1.0).inverseCumulativeProbability(alpha);
    }
  }

  /// The standing of a promise about a rate.
  ///
  /// Few outcomes neither keep nor break a promise. It is kept by a rate that is high enough and
  /// known well enough, and broken by one that is too low beyond doubt.
  public enum Promise {
    KEPT("kept"),
    BROKEN("NOT KEPT"),
    OPEN("too few outcomes to tell");

    /// One minus the one-sided confidence that breaks a promise.
    private static final double DOUBT = 0.05;

    private final String words;

    Promise(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /// @param bound what the true rate must be known to stay above
    private static Promise of(HitRate rate, double least, double bound) {
      if (rate.trials() > 0 && rate.upper(DOUBT) < least) {
        return BROKEN;
      }
      return rate.share() >= least && rate.lower(DOUBT) >= bound ? KEPT : OPEN;
    }
  }

  /// The outcomes of one arm in trials of one length.
  ///
  /// @param arm [LedgerEntry#AGAIN], or how many operations it did where it claimed a hundred
  /// @param truth the planted ratio of speed
  /// @param spread the standard deviation of the log scores of forks within a trial, as the
  ///     differences of pairs show it, over trials of any length; NaN of all benchmarks
  /// @param slower how often it was called slower
  /// @param faster how often it was called faster
  /// @param covered how often the interval held the truth
  /// @param expected how often forks of this spread should be called slower
  public record ArmRates(
      String benchmark,
      int rounds,
      String arm,
      double truth,
      double spread,
      HitRate slower,
      HitRate faster,
      HitRate covered,
      double expected) {
    /// Whether about as many were called slower as in normal forks.
    public Promise promise() {
      return Promise.of(slower, expected - 0.05, expected - 0.20);
    }
  }

  /// Whether at most one of twenty equal pairs is called different. 15 hits of 300 keep that.
  public Promise falsePositives() {
    return Promise.of(new HitRate(equal.trials() - equal.hits(), equal.trials()), 0.95, 0.924);
  }

  /// Whether intervals hold what was planted as often as they should.
  public Promise coverage() {
    return Promise.of(covered, 0.93, 0.90);
  }

  public static Proof of(List<LedgerEntry> entries) {
    var same = only(entries, LedgerEntry::isSame);
    SortedMap<VerdictWord, Integer> verdicts = new TreeMap<>();
    same.forEach(entry -> verdicts.merge(entry.verdict().word(), 1, Integer::sum));
    SortedMap<String, Double> spreads = new TreeMap<>();
    var benchmarks = by(entries, LedgerEntry::benchmark);
    benchmarks.forEach((benchmark, own) -> spreads.put(benchmark, spread(own)));
    var rates = rates(ALL, entries, spreads);
    benchmarks.forEach((benchmark, own) -> rates.addAll(rates(benchmark, own, spreads)));
    var trusted = only(same, entry -> entry.verdict().word() != VerdictWord.UNRELIABLE);
    return new Proof(
        entries.size(),
        rate(same, LedgerEntry::hit),
        rate(trusted, LedgerEntry::hit),
        rate(only(entries, entry -> !entry.isSame()), Proof::covers),
        verdicts,
        rates);
  }

  private static List<ArmRates> rates(
      String benchmark, List<LedgerEntry> entries, SortedMap<String, Double> spreads) {
    double spread = spreads.getOrDefault(benchmark, Double.NaN) / Math.sqrt(2);
    List<ArmRates> rates = new ArrayList<>();
    for (var ofRounds : by(entries, LedgerEntry::rounds).values()) {
      for (var own : by(ofRounds, LedgerEntry::arm).values()) {
        var any = own.getFirst();
        rates.add(
            new ArmRates(
                benchmark,
                any.rounds(),
                any.arm(),
                any.planted(),
                spread,
                rate(own, entry -> entry.hit() && entry.ratio() < 1),
                rate(own, entry -> entry.hit() && entry.ratio() > 1),
                rate(own, Proof::covers),
                power(own, spreads)));
      }
    }
    return rates;
  }

  /// The power of [dev.threadmill.stats.RatioEstimate#paired]: how likely it finds a difference
  /// that is there, in the direction that it has.
  ///
  /// It is the upper tail of the noncentral t distribution: exact for normal forks, and near enough
  /// for others, as the simulations show.
  ///
  /// @param ratio the true ratio
  /// @param spread the true standard deviation of the log ratios over rounds
  /// @param rounds at least three
  /// @param alpha one minus the confidence of the interval
  static double power(double ratio, double spread, int rounds, double alpha) {
    if (!(ratio > 0 && spread > 0 && rounds >= ScoreEstimate.FEWEST_FORKS)) {
      throw new IllegalArgumentException(
          "no power: ratio " + ratio + ", spread " + spread + ", rounds " + rounds);
    }
    double degrees = rounds - 1.0;
    double shift = Math.abs(Math.log(ratio)) * Math.sqrt(rounds) / spread;
    double t = StudentT.quantile(alpha, degrees);
    var squares = ChiSquaredDistribution.of(degrees);
    // Over the measured spread as a multiple of the true one: given that, the rest is normal.
    double most = 1 + 12 / Math.sqrt(degrees);
    double step = most / STEPS;
    double sum = 0;
    for (int i = 1; i <= STEPS; i++) { // at zero the density is zero
      double measured = i * step;
      double density = 2 * degrees * measured * squares.density(degrees * measured * measured);
      double weight = i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * density * NORMAL.cumulativeProbability(shift - t * measured);
    }
    return sum * step / 3;
  }

  /// The mean power of tests on forks that spread like these.
  private static double power(List<LedgerEntry> entries, SortedMap<String, Double> spreads) {
    return entries.stream()
        .mapToDouble(
            entry ->
                power(
                    entry.planted(),
                    spreads.getOrDefault(entry.benchmark(), Double.NaN),
                    entry.rounds(),
                    entry.alpha()))
        .average()
        .orElse(Double.NaN);
  }

  /// The standard deviation of the log ratios over rounds, pooled over entries, because the few
  /// rounds of a single one tell little.
  private static double spread(List<LedgerEntry> entries) {
    double squares = 0;
    int degrees = 0;
    for (var entry : entries) {
      double[] differences = new double[entry.rounds()];
      for (int k = 0; k < differences.length; k++) {
        differences[k] = log(entry.other().get(k), entry) - log(entry.base().get(k), entry);
      }
      squares += Moments.variance(differences) * (entry.rounds() - 1);
      degrees += entry.rounds() - 1;
    }
    // Forks that agree to the last bit are made up, and yet have a power.
    return Math.max(Math.ulp(1.0), Math.sqrt(squares / degrees));
  }

  private static double log(Fork fork, LedgerEntry entry) {
    double[] scores = fork.scores().stream().mapToDouble(Double::doubleValue).toArray();
    return ForkScore.log(scores, entry.higherIsBetter());
  }

  private static boolean covers(LedgerEntry entry) {
    return entry.low() <= entry.planted() && entry.planted() <= entry.high();
  }

  private static List<LedgerEntry> only(List<LedgerEntry> entries, Predicate<LedgerEntry> which) {
    return entries.stream().filter(which).toList();
  }

  private static <K extends Comparable<K>> SortedMap<K, List<LedgerEntry>> by(
      List<LedgerEntry> entries, Function<LedgerEntry, K> key) {
    return entries.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
  }

  private static HitRate rate(List<LedgerEntry> entries, Predicate<LedgerEntry> hit) {
    return new HitRate(only(entries, hit).size(), entries.size());
  }
}
