package dev.threadmill.comparison;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.diagnosis.Modes;
import dev.threadmill.stats.diagnosis.Outliers;
import dev.threadmill.stats.diagnosis.Sampling;
import dev.threadmill.stats.diagnosis.Settling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Puts the forks of a cell to every check that their records allow.
///
/// Pressure on the CPUs is left out: a benchmark with more threads than cores makes it itself.
final class CellDiagnosis {
  private CellDiagnosis() {}

  /// @param quota how many CPUs the control group may use; NaN where it may use all, or nobody
  ///     knows
  static List<Finding> of(Cell cell, List<ForkRecord> forks, double quota) {
    var ended = forks.stream().filter(ForkRecord::isOk).toList();
    double[][] measured = ended.stream().map(ForkRecord::scores).toArray(double[][]::new);
    double[] means = ended.stream().mapToDouble(fork -> mean(fork.scores())).toArray();
    List<Finding> findings = new ArrayList<>();
    add(findings, Sampling.fewForks(ended.size()));
    add(findings, Sampling.invalidForks(forks.size() - ended.size()));
    add(findings, Sampling.skewed(Arrays.stream(means).map(Math::log).toArray()));
    add(findings, Modes.twoGroups(means, errorWithin(measured)));
    add(findings, Reported.cpuDistance(ended).moved());
    boolean cold = !ended.isEmpty() && ended.stream().allMatch(CellDiagnosis::isCold);
    if (!cold) { // there the first iterations are meant to be far from the last
      add(findings, Modes.switching(measured));
      worst(findings, ended, fork -> Outliers.iterations(fork.scores()));
    }
    if (!cell.isOneShot()) { // what runs once is meant to be cold, and takes the time that it takes
      add(findings, cold ? Optional.of(audit(ended, measured)) : warmUp(ended, measured));
      add(findings, Settling.neverSettles(measured));
      findings.addAll(JvmDiagnosis.of(ended));
      findings.addAll(TimeDiagnosis.of(ended));
    }
    findings.addAll(ThreadDiagnosis.of(cell, ended, quota));
    findings.addAll(ofHost(ended));
    return findings;
  }

  private static Optional<Finding> warmUp(List<ForkRecord> forks, double[][] measured) {
    double[][] before = forks.stream().map(ForkRecord::warmUpScores).toArray(double[][]::new);
    return Settling.trend(measured).or(() -> Settling.warmUpTrend(before, measured));
  }

  /// What forks without a warm-up tell of how long one should be.
  private static Finding audit(List<ForkRecord> forks, double[][] measured) {
    return Settling.cold(isAudit(forks) ? measured : new double[0][]);
  }

  /// A JMH file that does not tell its warm-up had one, for all that is known.
  private static boolean isCold(ForkRecord fork) {
    var setting = fork.setting();
    return setting != null && setting.warmupTime() != null && setting.warmupIterations() == 0;
  }

  /// Whether iterations are the seconds that an audit reads. At a set rate they say nothing of
  /// speed.
  private static boolean isAudit(List<ForkRecord> forks) {
    return forks.stream().allMatch(fork -> TimeDiagnosis.planned(fork) == 1000 && !fork.isPaced());
  }

  /// Of each kind the worst, so that one thing is said once. It forbids verdicts only where at
  /// least half of the forks had it as badly: a single one differs as forks do, and the
  /// interval has it.
  private static List<Finding> ofHost(List<ForkRecord> forks) {
    Map<Check, List<Finding>> byCheck =
        forks.stream()
            .map(ForkRecord::host)
            .filter(Objects::nonNull)
            .flatMap(host -> HostChecks.of(host).stream())
            .collect(Collectors.groupingBy(Finding::check, TreeMap::new, Collectors.toList()));
    return byCheck.values().stream()
        .map(
            findings -> {
              long bad = findings.stream().filter(one -> one.level() == Level.BAD).count();
              var worst = Collections.max(findings, Comparator.comparing(Finding::level));
              return worst.atMost(2 * bad >= forks.size() ? Level.BAD : Level.WARN);
            })
        .toList();
  }

  /// The worst of what the forks show, so that one thing is said once.
  private static void worst(
      List<Finding> findings,
      List<ForkRecord> forks,
      Function<ForkRecord, Optional<Finding>> check) {
    forks.stream()
        .map(check)
        .flatMap(Optional::stream)
        .max(Comparator.comparing(Finding::level))
        .ifPresent(findings::add);
  }

  private static void add(List<Finding> findings, Optional<Finding> finding) {
    finding.ifPresent(findings::add);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /// The mean standard error of a fork's score from its own iterations, as a share of the score.
  private static double errorWithin(double[][] forks) {
    return Arrays.stream(forks)
        .filter(fork -> fork.length > 1)
        .mapToDouble(
            fork -> {
              double mean = mean(fork);
              double squares =
                  Arrays.stream(fork).map(score -> (score - mean) * (score - mean)).sum();
              return Math.sqrt(squares / (fork.length - 1) / fork.length) / mean;
            })
        .average()
        .orElse(0);
  }
}
