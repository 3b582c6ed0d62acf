package dev.threadmill.proof;

import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.Family;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The outcomes of a trial that has ended, by the ordinary analysis of a run.
///
/// Each p-value stands for itself. A report adjusts p-values for the number of its comparisons,
/// which would make false positives rarer here than the method itself has them.
final class Outcomes {
  private static final double SIGNIFICANT = 0.05;

  private final RunManifest manifest;
  private final RunAnalysis analysis;
  private final Map<String, List<ForkRecord>> forks;

  private Outcomes(RunFolder folder) {
    var run = RunReader.read(folder.path());
    manifest = Objects.requireNonNull(run.manifest());
    analysis = RunAnalysis.of(run);
    forks = run.forksByCell();
  }

  /// @throws Unusable if an arm has failed
  static List<LedgerEntry> of(RunFolder folder) {
    var outcomes = new Outcomes(folder);
    for (var cell : outcomes.analysis.cells()) {
      if (cell.score() == null) {
        throw new Unusable(
            cell.cell().id()
                + " has no score: "
                + cell.reason()
                + "; look into "
                + folder.path()
                + ", and remove it to begin that trial anew");
      }
    }
    return outcomes.analysis.comparisons().stream().map(outcomes::entry).toList();
  }

  private LedgerEntry entry(Compared compared) {
    Cell base = compared.comparison().baseline();
    Cell other = compared.comparison().other();
    var ratio = compared.ratio();
    Interval interval = ratio.interval();
    if (interval == null) {
      throw new Unusable(other.id() + " failed in too many rounds to have an interval");
    }
    double alpha = analysis.terms().alpha();
    double p = analysis.terms().honest(ratio.p());
    var alone = new Family(analysis.terms()).with(ratio, compared.findings());
    var verdict = alone.verdict();
    var ofBase = sound(base);
    var ofOther = sound(other);
    ofBase.keySet().retainAll(ofOther.keySet());
    ofOther.keySet().retainAll(ofBase.keySet());
    var suite = manifest.suite();
    return new LedgerEntry(
        Objects.requireNonNullElse(manifest.ended(), manifest.started()),
        Trial.name(base),
        Trial.arm(other),
        Trial.truth(base, other),
        base.isHigherBetter(),
        ratio.rounds(),
        alpha,
        ratio.ratio(),
        interval.low(),
        interval.high(),
        p,
        p <= SIGNIFICANT,
        verdict.words(),
        List.copyOf(ofBase.values()),
        List.copyOf(ofOther.values()),
        manifest.shape(),
        manifest.seed(),
        suite.commit(),
        suite.jar(),
        jdk(),
        manifest.machine(),
        compared.findings().stream()
            .filter(finding -> finding.level() != Level.NOTE)
            .map(finding -> finding.code() + " " + finding.sentence())
            .toList());
  }

  /// The forks of a cell that ended well, by round.
  private TreeMap<Integer, Fork> sound(Cell cell) {
    return forks.getOrDefault(cell.id(), List.of()).stream()
        .filter(ForkRecord::isOk)
        .collect(
            Collectors.toMap(
                ForkRecord::round,
                fork -> new Fork(fork.wallMillis(), Arrays.stream(fork.scores()).boxed().toList()),
                (first, second) -> second,
                TreeMap::new));
  }

  private String jdk() {
    return forks.values().stream()
        .flatMap(List::stream)
        .map(ForkRecord::setting)
        .filter(Objects::nonNull)
        .map(setting -> setting.vmName() + " " + setting.vmVersion())
        .findFirst()
        .orElse("unknown");
  }
}
