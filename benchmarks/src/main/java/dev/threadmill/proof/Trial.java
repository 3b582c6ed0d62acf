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
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Unusable;
import dev.threadmill.stats.Finding.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A cell that is measured as two arms, and cells that are known to be slower by so much.
///
/// The two equal arms bear different names of JVM arguments, and both names stand for none. So they
/// are cells of one comparison to everything that plans, orders and judges, and the same command
/// line to the system. Or the second arm is the same cell of a lane whose bodies are the suite's
/// own, which shows what its protocol adds.
///
/// @param lane of the second arm; null for none
public record Trial(Cell base, List<Cell> planted, @Nullable String lane) {
  /// The name that the base and all planted arms run under.
  static final String BASE = "base";

  /// The arguments behind the names: none.
  static final Map<String, List<String>> JVMS =
      Map.of(BASE, List.of(), LedgerEntry.AGAIN, List.of());

  /// Each group of planted cells as a trial: its first cell does what it claims, the others more.
  /// The contender is the number of operations.
  ///
  /// @param bare whether to leave the others out
  public static List<Trial> ofPlanted(List<Group> groups, boolean bare) {
    return groups.stream()
        .map(Group::cells)
        .map(cells -> new Trial(cells.getFirst(), cells.subList(1, bare ? 1 : cells.size()), null))
        .toList();
  }

  /// @param lane of the second arm; null for none
  public static List<Trial> ofSame(List<Group> groups, @Nullable String lane) {
    return groups.stream()
        .flatMap(group -> group.cells().stream())
        .map(cell -> new Trial(cell, List.of(), lane))
        .toList();
  }

  Group group() {
    List<Cell> arms = new ArrayList<>();
    arms.add(named(base, BASE));
    arms.add(lane == null ? named(base, LedgerEntry.AGAIN) : base.inLane(lane));
    planted.forEach(cell -> arms.add(named(cell, BASE)));
    return new Group(base.group(), arms);
  }

  private static Cell named(Cell cell, @Nullable String jvm) {
    return new Cell(cell.benchmark(), cell.mode(), cell.params(), cell.cores(), cell.jdk(), jvm);
  }

  static String name(Cell arm) {
    return named(arm, null).id();
  }

  static String arm(Cell arm) {
    if (arm.lane() != null) {
      return arm.lane();
    }
    return LedgerEntry.AGAIN.equals(arm.jvm())
        ? LedgerEntry.AGAIN
        : arm.params().getOrDefault(Cell.CONTENDER, "");
  }

  /// The true ratio of speed of an arm to the base. An arm that does 102 operations and claims 100
  /// is 100 / 102 as fast.
  static double truth(Cell base, Cell arm) {
    return arm.lane() != null || LedgerEntry.AGAIN.equals(arm.jvm())
        ? 1
        : Double.parseDouble(arm(base)) / Double.parseDouble(arm(arm));
  }

  /// The outcomes of a trial that has ended, by the ordinary analysis of a run.
  ///
  /// Each comparison is a family of its own. A report adjusts p-values for the number of its
  /// comparisons, which would make false positives rarer here than the method itself has them.
  ///
  /// @throws Unusable if an arm has failed
  static List<LedgerEntry> outcomes(RunFolder folder) {
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
        name(base),
        arm(other),
        truth(base, other),
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
