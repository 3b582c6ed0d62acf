package dev.threadmill.proof;

import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.stats.ForkScore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The forks of two arms, paired by round: all that a method of comparison has to go by.
record Evidence(List<Fork> base, List<Fork> other, boolean higherIsBetter) {
  static Evidence of(LedgerEntry entry) {
    return new Evidence(entry.base(), entry.other(), entry.higherIsBetter());
  }

  /// Rounds of the same benchmark after each other.
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

  /// The same with the labels exchanged in each round whose bit is set.
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

  /// The iterations of all forks of the base, as if they were one sample.
  double[] pooledBase() {
    return scores(base);
  }

  double[] pooledOther() {
    return scores(other);
  }

  private static double[] scores(List<Fork> forks) {
    return forks.stream()
        .flatMap(fork -> fork.scores().stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
