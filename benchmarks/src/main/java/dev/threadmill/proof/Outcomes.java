package dev.threadmill.proof;

import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.comparison.Verdicts;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.LedgerEntry.Ruling;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The outcomes of a trial that has ended, by the ordinary analysis of a run.
///
/// Each comparison is a family of its own. A report adjusts p-values for the number of its
/// comparisons, which would make false positives rarer here than the method itself has them.
final class Outcomes {
  private Outcomes() {}

  /// @throws Unusable if an arm has failed
  static List<LedgerEntry> of(RunFolder folder) {
    var analysis = RunAnalysis.of(RunReader.read(folder.path()));
    for (var cell : analysis.cells()) {
      if (cell.score() == null) {
        throw new Unusable(
            String.format(
                "%s has no score: %s; look into %s, and remove it to begin that trial anew",
                cell.cell().id(), cell.reason(), folder.path()));
      }
    }
    var manifest = folder.manifest();
    return analysis.comparisons().stream()
        .map(compared -> entry(compared, analysis, manifest))
        .toList();
  }

  private static LedgerEntry entry(Compared compared, RunAnalysis analysis, RunManifest manifest) {
    Cell base = compared.comparison().baseline();
    Cell other = compared.comparison().other();
    var alone = new Verdicts(analysis.terms()).with(compared.ratio(), compared.findings());
    var interval = alone.ratio().interval();
    if (interval == null) {
      throw new Unusable(other.id() + " failed in too many rounds to have an interval");
    }
    var ofBase = sound(analysis.forks(base));
    var ofOther = sound(analysis.forks(other));
    ofBase.keySet().retainAll(ofOther.keySet());
    ofOther.keySet().retainAll(ofBase.keySet());
    return new LedgerEntry(
        LedgerEntry.SCHEMA,
        Objects.requireNonNullElse(manifest.ended(), manifest.started()),
        Trial.name(base),
        Trial.arm(other),
        Trial.truth(base, other),
        base.isHigherBetter(),
        alone.ratio().rounds(),
        analysis.terms().alpha(),
        alone.ratio().ratio(),
        interval.low(),
        interval.high(),
        alone.q(),
        alone.q() <= 0.05,
        Ruling.of(alone.verdict()),
        List.copyOf(ofBase.values()),
        List.copyOf(ofOther.values()),
        manifest.shape(),
        manifest.seed(),
        manifest.suite().commit(),
        manifest.suite().jar(),
        jdk(analysis.run().forks()),
        manifest.machine(),
        alone.findings().stream().filter(finding -> finding.level() != Level.NOTE).toList());
  }

  /// The forks that ended well, by round.
  private static SortedMap<Integer, Fork> sound(List<ForkRecord> forks) {
    SortedMap<Integer, Fork> sound = new TreeMap<>();
    for (var fork : forks) {
      if (fork.isOk()) {
        var scores = Arrays.stream(fork.scores()).boxed().toList();
        sound.put(fork.round(), new Fork(fork.wallMillis(), scores));
      }
    }
    return sound;
  }

  private static String jdk(List<ForkRecord> forks) {
    return forks.stream()
        .map(ForkRecord::setting)
        .filter(Objects::nonNull)
        .map(setting -> setting.vmName() + " " + setting.vmVersion())
        .findFirst()
        .orElse("unknown");
  }
}
