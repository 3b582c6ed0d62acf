package dev.threadmill.proof;

import dev.threadmill.results.LedgerEntry;
import dev.threadmill.stats.HitRate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.rng.simple.RandomSource;

/// What each method makes of the forks of one ledger.
///
/// @param lanes one for each method
public record Race(List<Lane> lanes) {
  /// The numbers of rounds that equal arms are compared by after relabelling.
  public static final List<Integer> ROUNDS = List.of(5, 8, 10, 20);

  /// How often the labels of each window are thrown anew.
  private static final int THROWS = 200;

  private static final long SEED = 20_240_607;

  /// How one method did.
  ///
  /// @param equal how often it called equal arms different
  /// @param found how often it called planted arms slower, by how many operations they did
  /// @param relabelled how often it called equal arms different whose labels were thrown within
  ///     each round, by the number of rounds; the trials of one window are not independent
  public record Lane(
      Contestant contestant,
      HitRate equal,
      SortedMap<String, HitRate> found,
      SortedMap<Integer, HitRate> relabelled) {}

  public static Race of(List<LedgerEntry> entries) {
    var equal = evidence(entries.stream().filter(LedgerEntry::isSame).toList());
    Map<String, List<LedgerEntry>> planted =
        entries.stream()
            .filter(entry -> !entry.isSame())
            .collect(Collectors.groupingBy(LedgerEntry::arm));
    Collection<List<LedgerEntry>> series =
        entries.stream()
            .filter(LedgerEntry::isSame)
            .collect(
                Collectors.groupingBy(
                    LedgerEntry::benchmark, LinkedHashMap::new, Collectors.toList()))
            .values();
    List<Lane> lanes = new ArrayList<>();
    for (var contestant : Contestant.values()) {
      SortedMap<String, HitRate> found = new TreeMap<>();
      planted.forEach((arm, list) -> found.put(arm, rate(evidence(list), contestant::findsSlower)));
      SortedMap<Integer, HitRate> relabelled = new TreeMap<>();
      ROUNDS.forEach(n -> relabelled.put(n, relabelled(series, n, contestant)));
      lanes.add(new Lane(contestant, rate(equal, contestant::differs), found, relabelled));
    }
    return new Race(lanes);
  }

  private static List<Evidence> evidence(List<LedgerEntry> entries) {
    return entries.stream().map(Evidence::of).toList();
  }

  private static HitRate rate(List<Evidence> list, Predicate<Evidence> hit) {
    return new HitRate((int) list.stream().filter(hit).count(), list.size());
  }

  /// Labels are thrown by the same numbers for each method.
  private static HitRate relabelled(
      Collection<List<LedgerEntry>> series, int rounds, Contestant contestant) {
    var random = RandomSource.XO_SHI_RO_256_PP.create(SEED + rounds);
    int hits = 0;
    int trials = 0;
    for (var entries : series) {
      var all = Evidence.joined(entries);
      for (int from = 0; from + rounds <= all.rounds(); from += rounds) {
        var window = all.window(from, from + rounds);
        for (int i = 0; i < THROWS; i++) {
          hits += contestant.differs(window.flipped(random.nextLong())) ? 1 : 0;
          trials++;
        }
      }
    }
    return new HitRate(hits, trials);
  }
}
