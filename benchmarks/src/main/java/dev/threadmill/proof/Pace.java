package dev.threadmill.proof;

import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.stats.PairedRatio;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.StoppingRule;
import java.util.List;
import java.util.stream.Stream;

/// How long our stopping rule takes to a ratio that is known to ±5 %, against stock JMH.
///
/// @param pairs one for each entry of the ledger
public record Pace(List<Pair> pairs) {
  /// How well the ratio is to be known.
  public static final double PRECISION = 0.05;

  /// What JMH takes for two benchmarks unless told otherwise: five forks of five iterations of
  /// warm-up and five measured, ten seconds each.
  public static final double STOCK_SECONDS = 2 * 5 * (5 + 5) * 10;

  private static final int LEAST_ROUNDS = 5;

  /// How long one pair takes.
  ///
  /// @param rounds until the interval is as narrow as wanted
  /// @param projected whether the ledger has fewer rounds, so that this is an estimate
  public record Pair(String benchmark, int rounds, double seconds, boolean projected) {}

  public static Pace of(List<LedgerEntry> entries) {
    return new Pace(entries.stream().map(Pace::pair).toList());
  }

  private static Pair pair(LedgerEntry entry) {
    double[] differences = Evidence.of(entry).differences();
    var rule = new StoppingRule(LEAST_ROUNDS, Integer.MAX_VALUE, PRECISION);
    double roundSeconds =
        Stream.concat(entry.base().stream(), entry.other().stream())
                .mapToLong(Fork::wallMillis)
                .sum()
            / 1000.0
            / entry.rounds();
    for (int rounds = LEAST_ROUNDS; rounds <= differences.length; rounds++) {
      if (rule.isPrecise(differences, rounds)) {
        return new Pair(entry.benchmark(), rounds, rounds * roundSeconds, false);
      }
    }
    var soFar = PairedRatio.ofDifferences(differences, StoppingRule.ALPHA);
    int rounds =
        Math.max(
            LEAST_ROUNDS,
            Math.addExact(
                entry.rounds(), soFar.moreRounds(PRECISION, StoppingRule.ALPHA).orElseThrow()));
    return new Pair(entry.benchmark(), rounds, rounds * roundSeconds, true);
  }

  /// The share of pairs that take at most this share of stock JMH's time.
  public double shareWithin(double share) {
    return (double) pairs.stream().filter(pair -> pair.seconds() <= share * STOCK_SECONDS).count()
        / pairs.size();
  }

  public long projected() {
    return pairs.stream().filter(Pair::projected).count();
  }

  /// The number of rounds that the share `p` of pairs stays below.
  public double rounds(double p) {
    return Quantiles.of(pairs.stream().mapToDouble(Pair::rounds).toArray(), p);
  }

  /// The seconds that the share `p` of pairs stays below.
  public double seconds(double p) {
    return Quantiles.of(pairs.stream().mapToDouble(Pair::seconds).toArray(), p);
  }

  /// The pairs of one benchmark.
  public Pace of(String benchmark) {
    return new Pace(pairs.stream().filter(pair -> pair.benchmark().equals(benchmark)).toList());
  }

  public List<String> benchmarks() {
    return pairs.stream().map(Pair::benchmark).distinct().toList();
  }
}
