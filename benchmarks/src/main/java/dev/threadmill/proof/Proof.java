package dev.threadmill.proof;

import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.LedgerEntry.Word;
import dev.threadmill.stats.ForkScore;
import dev.threadmill.stats.HitRate;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.PairedPower;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The rates at which the outcomes of a ledger are right.
///
/// Disturbed outcomes count like all others: nothing is left out after it was seen. The planted
/// arms of a trial share their base, so their rates are not independent.
///
/// @param equal how often equal arms were called different
/// @param trusted the same, without the outcomes whose verdict is unreliable
/// @param covered how often the interval of a planted arm held what was planted
/// @param verdicts how often each verdict was given on equal arms
public record Proof(
    int outcomes,
    HitRate equal,
    HitRate trusted,
    HitRate covered,
    List<Planted> planted,
    List<Subject> subjects,
    SortedMap<Word, Integer> verdicts) {
  /// One minus the one-sided confidence that breaks a promise.
  private static final double DOUBT = 0.05;

  /// Whether a rate is as high as promised.
  ///
  /// Few outcomes neither keep nor break a promise. It is kept by a rate that is high enough and
  /// known well enough, and broken by one that is too low beyond doubt.
  public enum Promise {
    KEPT,
    BROKEN,
    /// There are too few outcomes to tell.
    OPEN;

    /// @param bound what the true rate must be known to stay above
    private static Promise of(HitRate rate, double least, double bound) {
      if (rate.trials() > 0 && rate.upper(DOUBT) < least) {
        return BROKEN;
      }
      return rate.share() >= least && rate.lower(DOUBT) >= bound ? KEPT : OPEN;
    }
  }

  /// The outcomes of one planted arm in trials of equal length: more rounds find more.
  ///
  /// @param arm how many operations it did where it claimed a hundred
  /// @param truth the planted ratio of speed
  /// @param found how often it was called slower
  /// @param wrong how often it was called faster
  /// @param covered how often the interval held the truth
  /// @param expected the power that forks of this spread should have
  public record Planted(
      int rounds,
      String arm,
      double truth,
      HitRate found,
      int wrong,
      HitRate covered,
      double expected) {
    /// Whether about as many were found as in normal forks.
    public Promise promise() {
      return Promise.of(found, expected - 0.05, expected - 0.20);
    }
  }

  /// The outcomes of one benchmark in trials of equal length.
  ///
  /// @param spread the standard deviation of the log scores of its forks within a trial, as the
  ///     differences of pairs show it, over trials of any length
  /// @param equal how often its equal arms were called different
  /// @param found how often its planted arms were called slower, by arm
  public record Subject(
      String benchmark,
      int rounds,
      double spread,
      HitRate equal,
      SortedMap<String, HitRate> found) {}

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
    var slower = only(entries, entry -> !entry.isSame());
    SortedMap<String, Double> spreads = new TreeMap<>();
    List<Subject> subjects = new ArrayList<>();
    by(entries, LedgerEntry::benchmark)
        .forEach(
            (benchmark, all) -> {
              double spread = spread(all);
              spreads.put(benchmark, spread);
              by(all, LedgerEntry::rounds)
                  .forEach(
                      (rounds, own) ->
                          subjects.add(subject(benchmark, rounds, spread / Math.sqrt(2), own)));
            });
    List<Planted> planted = new ArrayList<>();
    by(slower, LedgerEntry::rounds)
        .forEach(
            (rounds, all) ->
                by(all, LedgerEntry::arm)
                    .forEach((arm, own) -> planted.add(planted(rounds, arm, own, spreads))));
    SortedMap<Word, Integer> verdicts = new TreeMap<>();
    same.forEach(entry -> verdicts.merge(entry.verdict().word(), 1, Integer::sum));
    return new Proof(
        entries.size(),
        rate(same, LedgerEntry::hit),
        rate(only(same, Proof::isTrusted), LedgerEntry::hit),
        rate(slower, Proof::covers),
        planted,
        subjects,
        verdicts);
  }

  private static Subject subject(
      String benchmark, int rounds, double spread, List<LedgerEntry> entries) {
    SortedMap<String, HitRate> found = new TreeMap<>();
    by(only(entries, entry -> !entry.isSame()), LedgerEntry::arm)
        .forEach((arm, own) -> found.put(arm, rate(own, Proof::isFound)));
    var equal = rate(only(entries, LedgerEntry::isSame), LedgerEntry::hit);
    return new Subject(benchmark, rounds, spread, equal, found);
  }

  private static Planted planted(
      int rounds, String arm, List<LedgerEntry> entries, SortedMap<String, Double> spreads) {
    double expected =
        entries.stream()
            .mapToDouble(
                entry ->
                    PairedPower.of(
                        entry.planted(),
                        spreads.getOrDefault(entry.benchmark(), Double.NaN),
                        rounds,
                        entry.alpha()))
            .average()
            .orElse(Double.NaN);
    return new Planted(
        rounds,
        arm,
        entries.getFirst().planted(),
        rate(entries, Proof::isFound),
        only(entries, entry -> entry.hit() && entry.ratio() > 1).size(),
        rate(entries, Proof::covers),
        expected);
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

  private static boolean isTrusted(LedgerEntry entry) {
    return entry.verdict().word() != Word.UNRELIABLE;
  }

  private static boolean isFound(LedgerEntry entry) {
    return entry.hit() && entry.ratio() < 1;
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
