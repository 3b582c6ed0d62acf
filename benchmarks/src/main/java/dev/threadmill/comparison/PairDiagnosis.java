package dev.threadmill.comparison;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.diagnosis.HostActivity;
import dev.threadmill.stats.diagnosis.JvmActivity;
import dev.threadmill.stats.diagnosis.Outliers;
import dev.threadmill.stats.diagnosis.Timer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts two cells that are compared to the checks that take both.
final class PairDiagnosis {
  private PairDiagnosis() {}

  /// What was noticed about either cell or about both together; what disturbed both is said once.
  ///
  /// @param arms the other's and the baseline's, if they ran in the same rounds; else none
  static List<Finding> of(
      CellResult other,
      List<ForkRecord> otherForks,
      CellResult baseline,
      List<ForkRecord> baselineForks,
      List<Arm> arms,
      Judge judge) {
    var findings = new LinkedHashSet<Finding>();
    findings.addAll(baseline.findings());
    findings.addAll(other.findings());
    findings.addAll(
        ofSides(
            otherForks.stream().filter(ForkRecord::isOk).toList(),
            baselineForks.stream().filter(ForkRecord::isOk).toList(),
            other.cell().isOneShot()));
    if (!arms.isEmpty()) {
      findings.addAll(ofRounds(arms.getFirst().differences(arms.getLast()), judge));
    }
    return List.copyOf(findings);
  }

  /// What differs beside the score.
  ///
  /// @param other forks that ended well, as are those of the baseline
  static List<Finding> ofSides(List<ForkRecord> other, List<ForkRecord> baseline, boolean oneShot) {
    // The clocks of all CPUs before and after a fork tell little of those that were busy in it.
    var frequency =
        HostActivity.frequency(megahertz(other), megahertz(baseline))
            .map(finding -> finding.atMost(Level.NOTE));
    // What runs once may collect on purpose, to see what is left.
    Optional<Finding> collecting =
        oneShot
            ? Optional.empty()
            : JvmActivity.collectingUnevenly(
                JvmDiagnosis.collecting(other), JvmDiagnosis.collecting(baseline));
    var distance = Reported.cpuDistance(other).unlike(Reported.cpuDistance(baseline));
    return Stream.of(frequency, collecting, distance).flatMap(Optional::stream).toList();
  }

  /// What single rounds, or all of them, do to the ratio.
  ///
  /// @param differences logarithms of the ratio of speeds, a round each
  static List<Finding> ofRounds(double[] differences, Judge judge) {
    return Stream.of(Timer.identical(differences), Outliers.oneForkDecides(differences, judge))
        .flatMap(Optional::stream)
        .toList();
  }

  /// NaN where the clock speed is not to be seen.
  private static double megahertz(List<ForkRecord> forks) {
    return forks.stream()
        .map(ForkRecord::host)
        .filter(Objects::nonNull)
        .flatMap(host -> Stream.of(host.megahertzBefore(), host.megahertzAfter()))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }
}
