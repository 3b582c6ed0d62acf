package dev.threadmill.proof;

import dev.threadmill.proof.Proof.HitRate;
import dev.threadmill.results.Ledger;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.stats.ForkScore;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.StoppingRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.openjdk.jmh.util.ListStatistics;

/// A race between ways to tell two arms apart, run on the forks of one ledger, and the time that
/// our stopping rule needs beside that of stock JMH. It is run by hand, and judges nothing:
///
/// ```
/// java -cp benchmarks/target/benchmarks.jar \
///   benchmarks/src/test/java/dev/threadmill/proof/LedgerRace.java results/aa-ledger.jsonl
/// ```
public final class LedgerRace {
  /// The numbers of rounds at which equal arms are compared after relabelling.
  static final List<Integer> ROUNDS = List.of(5, 8, 10, 20);

  /// How often the labels of each window are drawn anew.
  private static final int DRAWS = 200;

  private static final long SEED = 20_240_607;

  private LedgerRace() {}

  public static void main(String[] arguments) {
    var entries = new Ledger(Path.of(arguments[0])).entries();
    var lanes = lanes(entries);
    var arms = List.copyOf(lanes.getFirst().found().keySet());
    List<String> head = new ArrayList<>(List.of("method", "equal arms called different"));
    ROUNDS.forEach(rounds -> head.add("relabelled, n=" + rounds));
    arms.forEach(arm -> head.add("found " + arm));
    row(head);
    row(head.stream().map(name -> "---").toList());
    for (var lane : lanes) {
      List<String> cells = new ArrayList<>(List.of(lane.method().words, shown(lane.equal())));
      ROUNDS.forEach(rounds -> cells.add(shown(lane.relabelled().get(rounds))));
      arms.forEach(arm -> cells.add(shown(lane.found().get(arm))));
      row(cells);
    }
    System.out.println(
        "\nRelabelled: equal arms whose labels were swapped at random within each round. A window"
            + " of n rounds may span several trials. Every share should be at most 5 %.\n");
    var pace = Pace.of(entries);
    System.out.printf(
        Locale.ROOT,
        "Our stopping rule reaches ±5 %% after %.0f rounds at the median (90th percentile %.0f),"
            + " which takes %.0f s. Stock JMH takes %.0f s a pair at any precision.%n",
        pace.rounds(0.5),
        pace.rounds(0.9),
        pace.seconds(0.5),
        Pace.STOCK_SECONDS);
    System.out.printf(
        Locale.ROOT,
        "%.1f %% of %d pairs take at most a quarter of that. For %d pairs the ledger has too few"
            + " rounds, and their number is projected.%n",
        100 * pace.shareWithin(0.25),
        pace.pairs().size(),
        pace.projected());
  }

  private static void row(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  private static String shown(HitRate rate) {
    return rate.trials() == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%d of %d (%.1f %%)", rate.hits(), rate.trials(), 100 * rate.share());
  }

  /// A way to tell from forks whether two arms differ.
  ///
  /// What JMH does is computed by JMH's own code, so that no error of ours makes it look worse.
  enum Method {
    /// What most people do with the `Score Error` column.
    OVERLAP("JMH's 99.9 % error bars do not overlap") {
      @Override
      boolean differs(Evidence evidence) {
        double[] base = statistics(evidence.base()).getConfidenceIntervalAt(0.999);
        double[] other = statistics(evidence.other()).getConfidenceIntervalAt(0.999);
        return base[1] < other[0] || other[1] < base[0];
      }
    },
    POOLED_T("t-test on pooled iterations, 95 %") {
      @Override
      boolean differs(Evidence evidence) {
        return statistics(evidence.base()).isDifferent(statistics(evidence.other()), 0.95);
      }
    },
    /// What JMH's `compareTo` does.
    POOLED_T_99("t-test on pooled iterations, 99 %") {
      @Override
      boolean differs(Evidence evidence) {
        return statistics(evidence.base()).isDifferent(statistics(evidence.other()), 0.99);
      }
    },
    MANN_WHITNEY("Mann-Whitney on iterations, 95 %") {
      @Override
      boolean differs(Evidence evidence) {
        return mannWhitney(scores(evidence.base()), scores(evidence.other())) <= 0.05;
      }
    },
    OURS("paired t on fork means, 95 % (ours)") {
      @Override
      boolean differs(Evidence evidence) {
        return RatioEstimate.paired(evidence.differences(), 0.05).p() <= 0.05;
      }
    };

    private final String words;

    Method(String words) {
      this.words = words;
    }

    /// Whether it calls the arms different.
    abstract boolean differs(Evidence evidence);

    /// Whether it calls the other arm slower.
    boolean findsSlower(Evidence evidence) {
      double base = Moments.mean(scores(evidence.base()));
      double other = Moments.mean(scores(evidence.other()));
      return (evidence.higherIsBetter() ? other < base : other > base) && differs(evidence);
    }

    private static ListStatistics statistics(List<Fork> forks) {
      return new ListStatistics(scores(forks));
    }
  }

  /// The results of one method.
  ///
  /// @param equal how often it called equal arms different
  /// @param found how often it called planted arms slower, by the operations that they did
  /// @param relabelled how often it called equal arms different after relabelling, by the number of
  ///     rounds; the trials of one window are not independent
  record Lane(
      Method method,
      HitRate equal,
      SortedMap<String, HitRate> found,
      SortedMap<Integer, HitRate> relabelled) {}

  static List<Lane> lanes(List<LedgerEntry> entries) {
    var equal = entries.stream().filter(LedgerEntry::isSame).toList();
    Map<String, List<LedgerEntry>> planted =
        entries.stream()
            .filter(entry -> !entry.isSame())
            .collect(Collectors.groupingBy(LedgerEntry::arm));
    Collection<List<LedgerEntry>> series =
        equal.stream()
            .collect(
                Collectors.groupingBy(
                    LedgerEntry::benchmark, LinkedHashMap::new, Collectors.toList()))
            .values();
    List<Lane> lanes = new ArrayList<>();
    for (var method : Method.values()) {
      SortedMap<String, HitRate> found = new TreeMap<>();
      planted.forEach((arm, own) -> found.put(arm, rate(own, method::findsSlower)));
      SortedMap<Integer, HitRate> relabelled = new TreeMap<>();
      ROUNDS.forEach(rounds -> relabelled.put(rounds, relabelled(series, rounds, method)));
      lanes.add(new Lane(method, rate(equal, method::differs), found, relabelled));
    }
    return lanes;
  }

  private static HitRate rate(List<LedgerEntry> entries, Predicate<Evidence> hit) {
    return new HitRate(
        (int) entries.stream().map(Evidence::of).filter(hit).count(), entries.size());
  }

  /// Every method sees the same random labels.
  private static HitRate relabelled(
      Collection<List<LedgerEntry>> series, int rounds, Method method) {
    var random = RandomSource.XO_SHI_RO_256_PP.create(SEED + rounds);
    int hits = 0;
    int trials = 0;
    for (var entries : series) {
      var all = Evidence.joined(entries);
      for (int from = 0; from + rounds <= all.rounds(); from += rounds) {
        var window = all.window(from, from + rounds);
        for (int i = 0; i < DRAWS; i++) {
          hits += method.differs(window.flipped(random.nextLong())) ? 1 : 0;
          trials++;
        }
      }
    }
    return new HitRate(hits, trials);
  }

  /// The forks of two arms, paired by round.
  record Evidence(List<Fork> base, List<Fork> other, boolean higherIsBetter) {
    static Evidence of(LedgerEntry entry) {
      return new Evidence(entry.base(), entry.other(), entry.higherIsBetter());
    }

    /// The rounds of several trials of one benchmark, in their order.
    static Evidence joined(List<LedgerEntry> entries) {
      return new Evidence(
          entries.stream().flatMap(entry -> entry.base().stream()).toList(),
          entries.stream().flatMap(entry -> entry.other().stream()).toList(),
          entries.getFirst().higherIsBetter());
    }

    int rounds() {
      return base.size();
    }

    Evidence window(int from, int to) {
      return new Evidence(base.subList(from, to), other.subList(from, to), higherIsBetter);
    }

    /// The same with the labels swapped in each round whose bit is set.
    Evidence flipped(long rounds) {
      List<Fork> first = new ArrayList<>(base);
      List<Fork> second = new ArrayList<>(other);
      for (int k = 0; k < first.size(); k++) {
        if ((rounds >>> k & 1) == 1) {
          first.set(k, other.get(k));
          second.set(k, base.get(k));
        }
      }
      return new Evidence(first, second, higherIsBetter);
    }

    /// The log ratios of speed of the rounds.
    double[] differences() {
      return IntStream.range(0, rounds()).mapToDouble(k -> log(other, k) - log(base, k)).toArray();
    }

    private double log(List<Fork> forks, int k) {
      return ForkScore.log(scores(List.of(forks.get(k))), higherIsBetter);
    }
  }

  /// The iterations of all forks, as if they were one sample.
  static double[] scores(List<Fork> forks) {
    return forks.stream()
        .flatMap(fork -> fork.scores().stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /// The time that our stopping rule takes to know ratios to ±5 %.
  ///
  /// @param pairs one for each entry of the ledger
  record Pace(List<Pair> pairs) {
    private static final double PRECISION = 0.05;

    /// The time that JMH takes for two benchmarks by default: five forks of five warm-up and five
    /// measured iterations of ten seconds each.
    static final double STOCK_SECONDS = 2 * 5 * (5 + 5) * 10;

    private static final int LEAST_ROUNDS = 5;

    /// The time that one pair takes.
    ///
    /// @param rounds until the interval is narrow enough
    /// @param projected whether the ledger has fewer rounds, so that this is an estimate
    record Pair(int rounds, double seconds, boolean projected) {}

    static Pace of(List<LedgerEntry> entries) {
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
        if (rule.excess(Arrays.copyOf(differences, rounds)) <= 1) {
          return new Pair(rounds, rounds * roundSeconds, false);
        }
      }
      var soFar = RatioEstimate.paired(differences, StoppingRule.ALPHA);
      int more = soFar.moreRounds(PRECISION, StoppingRule.ALPHA).orElseThrow();
      int rounds = Math.max(LEAST_ROUNDS, Math.addExact(entry.rounds(), more));
      return new Pair(rounds, rounds * roundSeconds, true);
    }

    /// The share of pairs that take at most this share of the time of stock JMH.
    double shareWithin(double share) {
      return (double) pairs.stream().filter(pair -> pair.seconds() <= share * STOCK_SECONDS).count()
          / pairs.size();
    }

    long projected() {
      return pairs.stream().filter(Pair::projected).count();
    }

    double rounds(double quantile) {
      return Quantiles.of(pairs.stream().mapToDouble(Pair::rounds).toArray(), quantile);
    }

    double seconds(double quantile) {
      return Quantiles.of(pairs.stream().mapToDouble(Pair::seconds).toArray(), quantile);
    }
  }

  /// The two-sided p-value of the rank test of Mann and Whitney, in its normal approximation with
  /// ties and continuity. It asks for independent values, which iterations of one fork are not.
  public static double mannWhitney(double[] a, double[] b) {
    double n = a.length + b.length;
    var all = new double[a.length + b.length];
    System.arraycopy(a, 0, all, 0, a.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    Arrays.sort(all);
    double rankSum = 0;
    for (double value : a) {
      rankSum += rank(all, value);
    }
    double middle = a.length * (double) b.length / 2;
    double off = Math.abs(rankSum - a.length * (a.length + 1.0) / 2 - middle);
    double variance =
        a.length * (double) b.length / 12 * (n + 1 - ties(all) / (n * Math.max(1, n - 1)));
    if (variance <= 0) {
      return 1; // all values are equal
    }
    double z = (off - 0.5) / Math.sqrt(variance);
    return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
  }

  /// The mean rank of all values equal to this one, from 1.
  private static double rank(double[] sorted, double value) {
    int first = 0;
    while (sorted[first] < value) {
      first++;
    }
    int after = first;
    while (after < sorted.length && sorted[after] == value) {
      after++;
    }
    return (first + 1 + after) / 2.0;
  }

  private static double ties(double[] sorted) {
    double sum = 0;
    for (int start = 0; start < sorted.length; ) {
      int end = start;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      double tied = end - start;
      sum += tied * tied * tied - tied;
      start = end;
    }
    return sum;
  }
}
