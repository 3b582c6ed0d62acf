package dev.threadmill.analysis;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.stats.BenjaminiHochberg;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.ForkScore;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.PairedRatio;
import dev.threadmill.stats.RatioBetweenRuns;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RoundDifferences;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.StoppingRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything that a run says about itself.
///
/// @param cells in the order of the plan
/// @param comparisons of cells whose scores compare; each differs in one factor
/// @param effect the least difference that matters on that machine, as a share
/// @param drift how the machine changed during the run; it weighs on absolute scores, and not on
/// comparisons, whose sides ran back to back
public record RunAnalysis(
    Run run,
    List<CellResult> cells,
    List<Compared> comparisons,
    double effect,
    List<Finding> drift) {
  private static final double FIXED_ROUNDS_ALPHA = 0.05;

  public static RunAnalysis of(Run run) {
    Map<String, List<ForkRecord>> forks = run.forksByCell();
    Map<String, CellResult> cells = new LinkedHashMap<>();
    double quota = quota(run.manifest());
    for (Cell cell : run.cells()) {
      cells.put(cell.id(), CellResult.of(cell, of(forks, cell), quota));
    }
    double effect = effect(run.manifest());
    return new RunAnalysis(
        run,
        List.copyOf(cells.values()),
        comparisons(run, forks, cells, effect),
        effect,
        drift(run, forks));
  }

  private static List<Finding> drift(Run run, Map<String, List<ForkRecord>> forks) {
    List<Finding> findings = new ArrayList<>(MachineDrift.of(run.ruler()));
    var manifest = run.manifest();
    if (manifest != null && run.isInterleaved()) {
      MachineDrift.ofRounds(manifest.limits().minRounds(), run.cells(), forks)
          .ifPresent(findings::add);
    }
    return List.copyOf(findings);
  }

  /// How many CPUs the control group may use; NaN where it may use all, or nobody knows.
  private static double quota(@Nullable RunManifest manifest) {
    var fingerprint = manifest == null ? null : manifest.fingerprint();
    var quota = fingerprint == null ? null : fingerprint.limits().cpuQuota();
    return quota == null ? Double.NaN : quota;
  }

  /// What must be said of the machine's drift wherever scores are shown. That rounds differ is for
  /// those who compare within rounds, and is no warning.
  public List<Finding> driftWarnings() {
    return drift.stream().filter(finding -> finding.level() != Level.NOTE).toList();
  }

  /// What any two cells of a group come to that differ in one factor, whichever is the baseline;
  /// empty where no round has both.
  public Optional<Compared> compare(Comparison comparison) {
    return Pairing.of(this, comparison);
  }

  /// A machine that is shared with others has more noise, and what matters there is larger.
  private static double effect(@Nullable RunManifest manifest) {
    var fingerprint = manifest == null ? null : manifest.fingerprint();
    var hypervisor = fingerprint == null ? null : fingerprint.surroundings().hypervisor();
    return "none".equals(hypervisor) ? Judge.DEDICATED_EFFECT : Judge.SHARED_EFFECT;
  }

  private static List<Compared> comparisons(
      Run run, Map<String, List<ForkRecord>> forks, Map<String, CellResult> cells, double effect) {
    double alpha = alpha(run.manifest());
    double apart = run.cpusApart();
    List<Comparison> comparisons = new ArrayList<>();
    List<RatioEstimate> ratios = new ArrayList<>();
    for (Group group : run.groups()) {
      var scored =
          group.cells().stream()
              .filter(cell -> result(cells, cell).status() == CellResult.Status.OK)
              .toList();
      for (Comparison comparison : Comparison.of(new Group(group.name(), scored))) {
        if (of(forks, comparison.other()).stream().anyMatch(ForkRecord::isPaced)) {
          continue; // nobody is shown its score, so it is none of the questions that were asked
        }
        ratio(
                run,
                of(forks, comparison.other()),
                of(forks, comparison.baseline()),
                comparison,
                apart,
                alpha)
            .ifPresent(
                ratio -> {
                  comparisons.add(comparison);
                  ratios.add(ratio);
                });
      }
    }
    double[] p =
        ratios.stream()
            .mapToDouble(
                ratio -> alpha == StoppingRule.ALPHA ? StoppingRule.honest(ratio.p()) : ratio.p())
            .toArray();
    double[] q = BenjaminiHochberg.adjust(p);
    var judge = new Judge(effect, alpha);
    List<Compared> compared = new ArrayList<>();
    for (int i = 0; i < ratios.size(); i++) {
      var comparison = comparisons.get(i);
      var ratio = ratios.get(i);
      List<Finding> findings =
          findings(cells, forks, comparison, judge, run.isInterleaved(), apart);
      compared.add(
          new Compared(comparison, ratio, q[i], judge.on(ratio, q[i], findings), findings));
    }
    return compared;
  }

  /// After a stop at a precision the intervals are computed a little wider; see [StoppingRule].
  public static double alpha(@Nullable RunManifest manifest) {
    if (manifest == null || manifest.limits().minRounds() == manifest.limits().maxRounds()) {
      return FIXED_ROUNDS_ALPHA;
    }
    return StoppingRule.ALPHA;
  }

  static Optional<RatioEstimate> ratio(
      Run run,
      List<ForkRecord> other,
      List<ForkRecord> baseline,
      Comparison comparison,
      double apart,
      double alpha) {
    if (run.isInterleaved()) {
      var differences =
          differences(other, comparison.other(), baseline, comparison.baseline(), apart);
      return differences.values().length == 0
          ? Optional.empty()
          : Optional.of(PairedRatio.of(differences, alpha));
    }
    return Optional.of(
        RatioBetweenRuns.of(
            values(byRound(other, comparison.other()).values()),
            values(byRound(baseline, comparison.baseline()).values()),
            RunSpread.NONE,
            alpha));
  }

  /// Log ratios of speed of the rounds in which both sides ended well.
  ///
  /// @param apart how far apart the CPUs of both are taken to be, where that matters
  public static RoundDifferences differences(
      List<ForkRecord> other,
      Cell otherCell,
      List<ForkRecord> baseline,
      Cell baselineCell,
      double apart) {
    SortedMap<Integer, ForkRecord> here = ended(other);
    SortedMap<Integer, ForkRecord> there = ended(baseline);
    here.keySet().retainAll(there.keySet());
    there.keySet().retainAll(here.keySet());
    double[] base = logs(there.values(), baselineCell);
    double[] differences = logs(here.values(), otherCell);
    for (int k = 0; k < differences.length; k++) {
      differences[k] -= base[k];
    }
    return RoundDifferences.of(differences, apart(here.values()), apart(there.values()), apart);
  }

  private static SortedMap<Integer, ForkRecord> ended(List<ForkRecord> forks) {
    SortedMap<Integer, ForkRecord> ended = new TreeMap<>();
    forks.stream().filter(ForkRecord::isOk).forEach(fork -> ended.put(fork.round(), fork));
    return ended;
  }

  private static double[] logs(Collection<ForkRecord> forks, Cell cell) {
    return forks.stream()
        .mapToDouble(fork -> ForkScore.log(fork.scores(), cell.isHigherBetter()))
        .toArray();
  }

  private static double[] apart(Collection<ForkRecord> forks) {
    return forks.stream().mapToDouble(ForkRecord::cpusApart).toArray();
  }

  /// The scores of the forks that ended well, on a log scale on which larger is faster, by round.
  public static SortedMap<Integer, Double> byRound(List<ForkRecord> forks, Cell cell) {
    SortedMap<Integer, Double> scores = new TreeMap<>();
    forks.stream()
        .filter(ForkRecord::isOk)
        .forEach(
            fork -> scores.put(fork.round(), ForkScore.log(fork.scores(), cell.isHigherBetter())));
    return scores;
  }

  private static double[] values(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static List<Finding> findings(
      Map<String, CellResult> cells,
      Map<String, List<ForkRecord>> forks,
      Comparison comparison,
      Judge judge,
      boolean paired,
      double apart) {
    // A set, because what disturbed both sides is said once.
    var findings = new LinkedHashSet<Finding>();
    findings.addAll(result(cells, comparison.baseline()).findings());
    findings.addAll(result(cells, comparison.other()).findings());
    var other = of(forks, comparison.other());
    var baseline = of(forks, comparison.baseline());
    findings.addAll(
        PairDiagnosis.ofSides(
            other.stream().filter(ForkRecord::isOk).toList(),
            baseline.stream().filter(ForkRecord::isOk).toList(),
            comparison.other().isOneShot()));
    if (paired) {
      findings.addAll(
          PairDiagnosis.ofRounds(
              differences(other, comparison.other(), baseline, comparison.baseline(), apart),
              judge));
    }
    return List.copyOf(findings);
  }

  private static CellResult result(Map<String, CellResult> cells, Cell cell) {
    return Objects.requireNonNull(cells.get(cell.id()));
  }

  private static List<ForkRecord> of(Map<String, List<ForkRecord>> forks, Cell cell) {
    return forks.getOrDefault(cell.id(), List.of());
  }
}
