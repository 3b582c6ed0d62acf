package dev.threadmill.comparison;

import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Bound;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.Verdict;
import dev.threadmill.stats.diagnosis.Modes;
import dev.threadmill.stats.diagnosis.Outliers;
import dev.threadmill.stats.diagnosis.Settling;
import dev.threadmill.stats.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/// The findings about a ratio.
///
/// A check forbids a verdict only where the ratio itself shows it: where it has a trend, where the
/// verdict is another without the forks that were disturbed, or where one side was clearly
/// disturbed more often than the other. What both sides have alike moves no ratio and is a note.
///
/// @param paired whether the arms ran in the same rounds
/// @param spread of runs, where they did not
public record PairDiagnosis(
    Arm other, Arm baseline, boolean paired, RunSpread spread, Terms terms) {
  private static final double UNLIKELY = 0.05;

  /// CPUs that are farther apart by this logarithm are in another state.
  private static final double FAR = Math.log(1.5);

  private static final String UNDECIDED = new Verdict.Undecided(OptionalInt.empty()).word();
  private static final String SAME = new Verdict.Same(0).word();
  private static final Set<Check> OF_ANY_RATIO =
      EnumSet.of(Check.FORKS, Check.CLOCK, Check.CEILING);

  /// The ratio and the verdict that some of the forks give.
  ///
  /// @param log of the ratio; NaN where there is none
  private record PartVerdict(double log, String word) {
    /// Whether the verdict on all forks is another than on these, and not only for want of forks.
    boolean contradicts(PartVerdict all, double matters) {
      return !all.word.equals(UNDECIDED)
          && !word.equals(all.word)
          && Math.abs(log - all.log) > matters / 2
          && (!word.equals(UNDECIDED) || ahead(matters) != all.ahead(matters));
    }

    /// The sign of a ratio that is larger than what matters; else 0.
    private double ahead(double matters) {
      return Math.abs(log) > matters ? Math.signum(log) : 0;
    }
  }

  /// What was noticed about either arm or about both together; what disturbed both is said once.
  /// What spoils a score need not spoil a ratio, unless it leaves nothing to compare.
  ///
  /// @param ofCells what there is to say of the scores of the two
  public List<Finding> with(List<Finding> ofCells) {
    var findings = findings();
    Set<Check> named = EnumSet.noneOf(Check.class);
    findings.forEach(finding -> named.add(finding.check()));
    return Stream.concat(
            findings.stream(),
            ofCells.stream()
                .filter(found -> found.level() == Level.BAD || !named.contains(found.check()))
                .map(
                    found ->
                        found.level() == Level.BAD || OF_ANY_RATIO.contains(found.check())
                            ? found
                            : found.atMost(Level.NOTE)))
        .distinct()
        .toList();
  }

  private List<Finding> findings() {
    var here = other.forks();
    var there = baseline.forks();
    if (here.isEmpty() || there.isEmpty()) {
      return List.of();
    }
    var all = outcome(other, baseline, paired);
    var disturbances = Disturbance.of(here, there);
    List<Finding> findings = new ArrayList<>();
    disturbances.forEach(one -> findings.add(disturbed(one, all)));
    boolean followed =
        Reported.cpuDistance(here).isFollowed() || Reported.cpuDistance(there).isFollowed();
    double collecting = Reported.collecting(here);
    double collectingThere = Reported.collecting(there);
    double clock = Math.abs(Math.log(Reported.megahertz(here) / Reported.megahertz(there)));
    double[] differences = paired ? other.differences(baseline) : new double[0];
    // Of a real clock never, but of the limit of a wait always, and of memory now and then.
    boolean same =
        Arrays.stream(differences).distinct().count() == 1
            && !other.quantity().isBytes()
            && other.bound(baseline) != Bound.UNKNOWN;
    Stream.of(
            other.quantity().isTime()
                ? Settling.trendOfRatio(drifts(other), drifts(baseline), matters())
                : Optional.<Finding>empty(),
            followed ? distance(all) : modes(disturbances, all),
            Symptom.IDENTICAL.when(same && differences.length > 1, differences.length),
            Outliers.round(differences, terms.judge()),
            Symptom.FREQUENCY.in(clock, percent(clock)),
            // What runs once may collect on purpose, to see what is left.
            Symptom.COLLECTING_UNEVENLY.in(
                other.cell().isOneShot() ? 0 : Math.abs(collecting - collectingThere),
                percent(collecting),
                percent(collectingThere)))
        .flatMap(Optional::stream)
        .forEach(findings::add);
    return findings;
  }

  private double matters() {
    return Math.log1p(terms.effect());
  }

  private Finding disturbed(Disturbance disturbance, PartVerdict all) {
    var disturbed = disturbance.forks();
    var calm = without(disturbed, paired);
    boolean decides = calm.contradicts(all, matters());
    boolean uneven = Math.abs(calm.log - all.log) > matters() / 2 && isUneven(disturbed);
    boolean none = other.without(disturbed).isEmpty() || baseline.without(disturbed).isEmpty();
    return disturbance.finding(
        uneven || decides || none ? Level.BAD : Level.NOTE,
        share(disturbed, other)
            + " of one side and "
            + share(disturbed, baseline)
            + " of the other",
        decides
            ? "; without them the result would be '" + calm.word + "'"
            : none ? "; no others are left to judge by" : "");
  }

  private static String share(Set<ForkRecord> of, Arm arm) {
    return Disturbance.count(of, arm.forks()) + " of " + arm.size() + " forks";
  }

  /// Whether one side has clearly more of these forks than the other (Fisher's exact test).
  private boolean isUneven(Set<ForkRecord> forks) {
    int here = Disturbance.count(forks, other.forks());
    int all = here + Disturbance.count(forks, baseline.forks());
    var chance = HypergeometricDistribution.of(other.size() + baseline.size(), all, other.size());
    return Math.min(chance.survivalProbability(here - 1), chance.cumulativeProbability(here))
        <= UNLIKELY;
  }

  private static double[] drifts(Arm arm) {
    return Settling.drifts(arm.forks().stream().map(ForkRecord::scores).toArray(double[][]::new));
  }

  /// Whether the verdict depends on which of the two speeds counts that forks of a side have for no
  /// known reason. Groups that were found by the scores differ from the other side by that alone:
  /// where all together are the same they prove nothing.
  private Optional<Finding> modes(List<Disturbance> disturbances, PartVerdict all) {
    Set<ForkRecord> slow = Disturbance.set(Stream.empty());
    Set<ForkRecord> fast = Disturbance.set(Stream.empty());
    for (var arm : List.of(other, baseline)) {
      double[] logs = arm.logs();
      var forks = arm.forks();
      var modes = Modes.of(logs);
      if (modes.areTwo(matters())
          && disturbances.stream().noneMatch(one -> one.explains(forks, logs))) {
        for (int i = 0; i < logs.length; i++) {
          (logs[i] < modes.high()[0] ? slow : fast).add(forks.get(i));
        }
      }
    }
    return all.word.equals(SAME)
        ? Optional.empty()
        : depends(Symptom.MODES_DECIDE, fast, slow, all);
  }

  /// A finding where the verdict on one of two groups of forks contradicts that on all.
  private Optional<Finding> depends(
      Symptom symptom,
      Set<ForkRecord> one,
      Set<ForkRecord> another,
      PartVerdict all,
      Object... words) {
    var ofOne = without(another, false);
    var ofAnother = without(one, false);
    return symptom.when(
        ofOne.contradicts(all, matters()) || ofAnother.contradicts(all, matters()),
        Stream.concat(Stream.of(ofOne.word, ofAnother.word, all.word), Stream.of(words)).toArray());
  }

  /// Whether the verdict depends on how far the two CPUs were apart, which scores follow. It is a
  /// warning where both sides met near and far ones alike.
  private Optional<Finding> distance(PartVerdict all) {
    var forks = Stream.concat(other.forks().stream(), baseline.forks().stream()).toList();
    var states =
        Modes.of(
            forks.stream()
                .mapToDouble(fork -> Math.log(fork.cpusApart()))
                .filter(Double::isFinite)
                .toArray());
    var far =
        Disturbance.set(
            forks.stream().filter(fork -> Math.log(fork.cpusApart()) >= states.high()[0]));
    var near = Disturbance.set(forks.stream().filter(fork -> !far.contains(fork)));
    return states.apart() < FAR
        ? Optional.empty()
        : depends(Symptom.CPUS_UNLIKE, near, far, all, share(far, other), share(far, baseline))
            .map(found -> isUneven(far) ? found : found.atMost(Level.WARN));
  }

  private PartVerdict without(Set<ForkRecord> left, boolean inRounds) {
    return outcome(other.without(left), baseline.without(left), inRounds);
  }

  private PartVerdict outcome(Arm one, Arm another, boolean inRounds) {
    return (inRounds
            ? Estimates.inRounds(one, another, terms.alpha())
            : Estimates.apart(one, another, spread, terms.alpha()))
        .map(
            found ->
                new PartVerdict(
                    Math.log(found.ratio()),
                    terms.judge().on(found, terms.honest(found.p()), List.of()).word()))
        .orElse(new PartVerdict(Double.NaN, UNDECIDED));
  }
}
