package dev.threadmill.comparison;

import dev.threadmill.recording.JvmTimes;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.diagnosis.CpuDistance;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// What forks reported beside their scores.
final class Reported {
  static final String LASTING = JvmTimes.LASTING;
  static final String COMPILING = JvmTimes.COMPILING;
  static final String COLLECTING = JvmTimes.COLLECTING;
  static final String FULL_COLLECTIONS = JvmTimes.FULL_COLLECTIONS;

  private Reported() {}

  /// Of all measured iterations of all forks.
  static double sum(List<ForkRecord> forks, String metric) {
    return all(forks, metric).sum();
  }

  /// Of all measured iterations of all forks; empty where it was not reported.
  static OptionalDouble mean(List<ForkRecord> forks, String metric) {
    return all(forks, metric).average();
  }

  /// What the last iteration said; 0 if it said nothing.
  static double last(ForkRecord fork, String metric) {
    var value = fork.measured().getLast().metrics().get(metric);
    return value == null ? 0 : value.value();
  }

  /// Of the forks that could read it.
  static CpuDistance cpuDistance(List<ForkRecord> forks) {
    var read = forks.stream().filter(fork -> fork.cpusApart() > 0).toList(); // NaN is not above 0
    return new CpuDistance(
        read.stream().mapToDouble(ForkRecord::cpusApart).toArray(),
        read.stream().mapToDouble(fork -> Moments.mean(fork.scores())).toArray());
  }

  private static DoubleStream all(List<ForkRecord> forks, String metric) {
    return forks.stream()
        .flatMap(fork -> fork.measured().stream())
        .map(iteration -> iteration.metrics().get(metric))
        .filter(Objects::nonNull)
        .mapToDouble(Iteration.Metric::value);
  }
}
