package dev.threadmill.comparison;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.diagnosis.Modes;
import dev.threadmill.stats.diagnosis.Outliers;
import dev.threadmill.stats.diagnosis.Settling;
import dev.threadmill.stats.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The findings about the score of a cell, by every check that the records of its forks allow.
///
/// What was counted beside the score is a note, unless the score shows it. Where something explains
/// how forks differ it is named, and how they differ is not.
final class CellDiagnosis {
  private CellDiagnosis() {}

  /// @param quota how many CPUs the control group may use; NaN where it may use all, or nobody
  ///     knows
  /// @param matters the least difference of logarithms that does
  static List<Finding> of(Cell cell, List<ForkRecord> forks, double quota, double matters) {
    var ended = forks.stream().filter(ForkRecord::isOk).toList();
    double[][] measured = ended.stream().map(ForkRecord::scores).toArray(double[][]::new);
    double[] logs = Arrays.stream(measured).mapToDouble(Moments::mean).map(Math::log).toArray();
    int failed = forks.size() - ended.size();
    var distance = Reported.cpuDistance(ended);
    var disturbances = Disturbance.of(ended);
    boolean explained =
        distance.isFollowed() || disturbances.stream().anyMatch(one -> one.explains(ended, logs));
    // There the first iterations are meant to be far from the last.
    boolean cold = !ended.isEmpty() && ended.stream().allMatch(CellDiagnosis::isCold);
    // There an iteration lasts as long as its schedule, and longer where some wait in vain.
    boolean paced = !ended.isEmpty() && ended.stream().allMatch(ForkRecord::isPaced);
    List<Finding> findings = new ArrayList<>();
    disturbances.forEach(one -> findings.add(one.ofCell(ended, logs, matters)));
    Stream.of(
            Symptom.FEW_FORKS.when(ended.size() < ScoreEstimate.FEWEST_FORKS, ended.size()),
            Symptom.INVALID_FORKS.in(failed, failed),
            distance.moved(matters),
            explained
                ? Optional.<Finding>empty()
                : Modes.of(logs).found(matters).or(() -> Outliers.skewed(logs)),
            cold || paced ? Optional.<Finding>empty() : Outliers.iterations(measured, matters),
            cell.isOneShot() || paced && !cold // the former is meant to be cold
                ? Optional.<Finding>empty()
                : settling(ended, measured, cold, matters))
        .flatMap(Optional::stream)
        .forEach(findings::add);
    findings.addAll(Reported.of(cell, ended, quota));
    return findings;
  }

  private static Optional<Finding> settling(
      List<ForkRecord> forks, double[][] measured, boolean cold, double matters) {
    if (cold) {
      return Optional.of(Settling.cold(isAudit(forks) ? measured : new double[0][]));
    }
    return Settling.trend(Settling.drifts(measured), Reported.compiling(forks), matters);
  }

  /// A JMH file that does not tell its warm-up had one, for all that is known.
  private static boolean isCold(ForkRecord fork) {
    var setting = fork.setting();
    return setting != null && setting.warmupTime() != null && setting.warmupIterations() == 0;
  }

  /// Whether iterations are the seconds that an audit reads. At a set rate they say nothing of
  /// speed.
  private static boolean isAudit(List<ForkRecord> forks) {
    return forks.stream()
        .allMatch(
            fork ->
                !fork.isPaced()
                    && fork.setting() != null
                    && fork.setting().measurementTime().matches("1000 ms|1 s"));
  }
}
