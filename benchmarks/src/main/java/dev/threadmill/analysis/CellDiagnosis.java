package dev.threadmill.analysis;

import dev.threadmill.recording.JvmActivity;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.diagnosis.Modes;
import dev.threadmill.stats.diagnosis.Outliers;
import dev.threadmill.stats.diagnosis.Sampling;
import dev.threadmill.stats.diagnosis.Settling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Puts the forks of a cell to every check that their records allow.
///
/// Pressure on the CPUs is left out: a benchmark with more threads than cores makes it itself.
final class CellDiagnosis {
  /// The least that HotSpot has: one compiler thread of each kind.
  private static final int COMPILERS = 2;

  private CellDiagnosis() {}

  static List<Finding> of(Cell cell, List<ForkRecord> forks) {
    var ended = forks.stream().filter(ForkRecord::isOk).toList();
    double[][] measured = ended.stream().map(ForkRecord::scores).toArray(double[][]::new);
    double[] means = ended.stream().mapToDouble(fork -> mean(fork.scores())).toArray();
    List<Finding> findings = new ArrayList<>();
    add(findings, Sampling.fewForks(ended.size()));
    add(findings, Sampling.invalidForks(forks.size() - ended.size()));
    add(findings, Sampling.skewed(Arrays.stream(means).map(Math::log).toArray()));
    add(findings, Modes.twoGroups(means, errorWithin(measured)));
    add(findings, Modes.switching(measured));
    add(findings, Settling.trend(measured));
    worst(findings, ended, fork -> Outliers.iterations(fork.scores()));
    if (!cell.isOneShot()) { // what runs once is meant to be cold
      findings.addAll(ofJvm(ended));
    }
    findings.addAll(ofHost(ended));
    return findings;
  }

  private static List<Finding> ofJvm(List<ForkRecord> forks) {
    List<Finding> findings = new ArrayList<>();
    compiling(forks)
        .ifPresent(
            share ->
                add(
                    findings,
                    dev.threadmill.stats.diagnosis.JvmActivity.compiling(share, 1, COMPILERS)));
    double lasting = sum(forks, JvmActivity.LASTING);
    if (lasting > 0) {
      add(
          findings,
          dev.threadmill.stats.diagnosis.JvmActivity.collecting(
              sum(forks, JvmActivity.COLLECTING) / lasting));
    }
    return findings;
  }

  /// How long the JVM compiled in each millisecond of the last iteration, in the middle one of the
  /// forks. A single fork that compiles late differs as forks do, and the interval has it.
  private static OptionalDouble compiling(List<ForkRecord> forks) {
    double[] shares =
        forks.stream()
            .filter(fork -> last(fork, JvmActivity.LASTING) > 0)
            .mapToDouble(
                fork -> last(fork, JvmActivity.COMPILING) / last(fork, JvmActivity.LASTING))
            .toArray();
    return shares.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Quantiles.median(shares));
  }

  private static double sum(List<ForkRecord> forks, String metric) {
    return forks.stream()
        .flatMap(fork -> fork.measured().stream())
        .map(iteration -> iteration.metrics().get(metric))
        .filter(Objects::nonNull)
        .mapToDouble(Iteration.Metric::value)
        .sum();
  }

  /// What the last iteration said; 0 if it said nothing.
  private static double last(ForkRecord fork, String metric) {
    var value = fork.measured().getLast().metrics().get(metric);
    return value == null ? 0 : value.value();
  }

  /// Of each kind the worst, so that one thing is said once.
  private static Collection<Finding> ofHost(List<ForkRecord> forks) {
    return forks.stream()
        .map(ForkRecord::host)
        .filter(Objects::nonNull)
        .flatMap(host -> HostChecks.of(host).stream())
        .collect(
            Collectors.toMap(
                Finding::code,
                finding -> finding,
                BinaryOperator.maxBy(Comparator.comparing(Finding::level)),
                TreeMap::new))
        .values();
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
