package dev.threadmill.proof;

import dev.threadmill.results.LedgerEntry;
import dev.threadmill.stats.HitRate;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.PairedPower;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a ledger proves.
///
/// Outcomes that were disturbed count like all others: nothing is left out after it was seen. The
/// planted arms of a trial share their base, so that the rates of different arms go together.
///
/// @param equal how often equal arms were called different
/// @param trusted the same among those that a report would have trusted
/// @param covered how often the interval of a planted arm held what was planted
/// @param planted by the rounds of a trial, since more rounds find more, and by how many operations
///     an arm did where it claimed a hundred
/// @param subjects by benchmark
/// @param verdicts how often a report would have said what of equal arms
public record Proof(
    int outcomes,
    HitRate equal,
    HitRate trusted,
    HitRate covered,
    SortedMap<Integer, SortedMap<String, Planted>> planted,
    SortedMap<String, Subject> subjects,
    SortedMap<String, Integer> verdicts) {
  /// What is promised of equal arms: with 15 hits of 300 the true rate is below the bound.
  private static final double FALSE_POSITIVES = 0.05;

  private static final double FALSE_POSITIVES_BOUND = 0.076;

  /// What is promised of intervals.
  private static final double COVERAGE = 0.93;

  private static final double COVERAGE_BOUND = 0.90;

  /// By how much power may fall short of what normal forks would have.
  private static final double POWER_MARGIN = 0.05;

  private static final double POWER_BOUND = 0.20;

  /// How often planted arms were found.
  ///
  /// @param truth the planted ratio of speed
  /// @param found hits that say slower
  /// @param wrong hits that say faster
  /// @param covered intervals that hold the truth
  /// @param promised the power that forks of this spread should have, as a mean over the arms
  public record Planted(double truth, HitRate found, int wrong, HitRate covered, double promised) {
    /// Whether as many were found as should be.
    public Promise promise() {
      return Promise.atLeast(found, promised - POWER_MARGIN, promised - POWER_BOUND);
    }
  }

  /// One benchmark.
  ///
  /// @param equal how often its equal arms were called different
  /// @param forkSpread the standard deviation of the log scores of its forks within a trial, as the
  ///     differences of pairs show it
  /// @param found hits that say slower, by rounds and arm
  public record Subject(
      HitRate equal, double forkSpread, SortedMap<Integer, SortedMap<String, HitRate>> found) {}

  /// Whether equal arms are called different no more often than one time in twenty.
  public Promise falsePositives() {
    return Promise.atMost(equal, FALSE_POSITIVES, FALSE_POSITIVES_BOUND);
  }

  /// Whether intervals hold what was planted as often as they say.
  public Promise coverage() {
    return Promise.atLeast(covered, COVERAGE, COVERAGE_BOUND);
  }

  public static Proof of(List<LedgerEntry> entries) {
    Map<String, Double> spreads =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    LedgerEntry::benchmark,
                    Collectors.collectingAndThen(Collectors.toList(), Proof::spread)));
    SortedMap<String, Subject> subjects = new TreeMap<>();
    by(entries, LedgerEntry::benchmark)
        .forEach(
            (name, own) ->
                subjects.put(
                    name,
                    new Subject(
                        rate(same(own), LedgerEntry::hit),
                        spreads.getOrDefault(name, Double.NaN) / Math.sqrt(2),
                        byRoundsAndArm(own, arm -> rate(arm, Proof::isFound)))));
    SortedMap<String, Integer> verdicts = new TreeMap<>();
    same(entries).forEach(entry -> verdicts.merge(word(entry), 1, Integer::sum));
    return new Proof(
        entries.size(),
        rate(same(entries), LedgerEntry::hit),
        rate(same(entries).stream().filter(Proof::isTrusted).toList(), LedgerEntry::hit),
        rate(slower(entries), Proof::covers),
        byRoundsAndArm(entries, arm -> planted(arm, spreads)),
        subjects,
        verdicts);
  }

  private static Planted planted(List<LedgerEntry> entries, Map<String, Double> spreads) {
    return new Planted(
        entries.getFirst().planted(),
        rate(entries, Proof::isFound),
        (int) entries.stream().filter(entry -> entry.hit() && entry.ratio() > 1).count(),
        rate(entries, Proof::covers),
        entries.stream()
            .mapToDouble(
                entry ->
                    PairedPower.of(
                        entry.planted(),
                        spreads.getOrDefault(entry.benchmark(), Double.NaN),
                        entry.rounds(),
                        entry.alpha()))
            .average()
            .orElse(Double.NaN));
  }

  /// The standard deviation of the log ratios over rounds, pooled over all entries: a single one
  /// with its few rounds tells little of it.
  private static double spread(List<LedgerEntry> entries) {
    double squares = 0;
    int degrees = 0;
    for (var entry : entries) {
      squares += Moments.variance(Evidence.of(entry).differences()) * (entry.rounds() - 1);
      degrees += entry.rounds() - 1;
    }
    // Forks that agree to the last bit are made up, and yet have a power.
    return Math.max(Math.ulp(1.0), Math.sqrt(squares / degrees));
  }

  private static <T> SortedMap<Integer, SortedMap<String, T>> byRoundsAndArm(
      List<LedgerEntry> entries, Function<List<LedgerEntry>, T> result) {
    SortedMap<Integer, SortedMap<String, T>> results = new TreeMap<>();
    by(slower(entries), LedgerEntry::rounds)
        .forEach(
            (rounds, ofRounds) ->
                by(ofRounds, LedgerEntry::arm)
                    .forEach(
                        (arm, own) ->
                            results
                                .computeIfAbsent(rounds, any -> new TreeMap<>())
                                .put(arm, result.apply(own))));
    return results;
  }

  private static boolean isTrusted(LedgerEntry entry) {
    return !entry.verdict().startsWith("not trustworthy");
  }

  private static boolean isFound(LedgerEntry entry) {
    return entry.hit() && entry.ratio() < 1;
  }

  private static boolean covers(LedgerEntry entry) {
    return entry.low() <= entry.planted() && entry.planted() <= entry.high();
  }

  /// The verdict without what is different in each.
  private static String word(LedgerEntry entry) {
    return entry.verdict().replaceFirst(":.*", "");
  }

  private static List<LedgerEntry> same(List<LedgerEntry> entries) {
    return entries.stream().filter(LedgerEntry::isSame).toList();
  }

  private static List<LedgerEntry> slower(List<LedgerEntry> entries) {
    return entries.stream().filter(entry -> !entry.isSame()).toList();
  }

  private static <K extends Comparable<K>> SortedMap<K, List<LedgerEntry>> by(
      List<LedgerEntry> entries, Function<LedgerEntry, K> key) {
    return entries.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
  }

  private static HitRate rate(List<LedgerEntry> entries, Predicate<LedgerEntry> hit) {
    return new HitRate((int) entries.stream().filter(hit).count(), entries.size());
  }
}
