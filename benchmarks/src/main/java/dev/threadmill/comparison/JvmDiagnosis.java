package dev.threadmill.comparison;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.diagnosis.JvmActivity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the JVM did beside the work, as findings about a score.
final class JvmDiagnosis {
  /// The least that HotSpot has: one compiler thread of each kind.
  private static final int COMPILERS = 2;

  private JvmDiagnosis() {}

  /// @param forks that ended well
  static List<Finding> of(List<ForkRecord> forks) {
    return Stream.of(
            compiling(forks),
            JvmActivity.collecting(collecting(forks)),
            JvmActivity.fullCollections(Math.round(Reported.sum(forks, Reported.FULL_COLLECTIONS))))
        .flatMap(Optional::stream)
        .toList();
  }

  /// The share of the measured time in which garbage was collected; NaN where nobody recorded it.
  static double collecting(List<ForkRecord> forks) {
    return Reported.sum(forks, Reported.COLLECTING) / Reported.sum(forks, Reported.LASTING);
  }

  /// How long the JVM compiled in each millisecond of the last iteration, in the middle one of the
  /// forks. A single fork that compiles late differs as forks do, and the interval has it.
  private static Optional<Finding> compiling(List<ForkRecord> forks) {
    double[] shares =
        forks.stream()
            .filter(fork -> Reported.last(fork, Reported.LASTING) > 0)
            .mapToDouble(
                fork ->
                    Reported.last(fork, Reported.COMPILING) / Reported.last(fork, Reported.LASTING))
            .toArray();
    return shares.length == 0
        ? Optional.empty()
        : JvmActivity.compiling(Quantiles.median(shares), 1, COMPILERS);
  }
}
