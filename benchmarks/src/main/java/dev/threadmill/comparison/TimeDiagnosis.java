package dev.threadmill.comparison;

import dev.threadmill.recording.Latencies;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.Setting;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.diagnosis.Sampling;
import dev.threadmill.stats.diagnosis.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Whether iterations were long enough, and the clock fine enough, for what was measured.
final class TimeDiagnosis {
  private static final Map<String, Double> MILLIS =
      Map.of("ns", 1e-6, "us", 1e-3, "ms", 1.0, "s", 1e3, "min", 6e4);

  private TimeDiagnosis() {}

  /// @param forks that ended well
  static List<Finding> of(List<ForkRecord> forks) {
    if (!forks.isEmpty() && forks.getFirst().isPaced()) {
      return ofClock(forks); // its iterations are whole rounds of a schedule, of many messages each
    }
    List<Finding> findings = new ArrayList<>();
    var planned = forks.stream().mapToDouble(TimeDiagnosis::planned).findFirst();
    var lasting = Reported.mean(forks, Reported.LASTING);
    if (planned.isPresent() && planned.getAsDouble() > 0 && lasting.isPresent()) {
      Sampling.overrun(planned.getAsDouble(), lasting.getAsDouble()).ifPresent(findings::add);
    }
    fewestOperations(forks)
        .ifPresent(fewest -> Sampling.shortIterations(fewest).ifPresent(findings::add));
    findings.addAll(ofClock(forks));
    return findings;
  }

  /// The milliseconds that an iteration was meant to take; 0 where it had no set time.
  static double planned(ForkRecord fork) {
    Setting setting = fork.setting();
    @Nullable String time = setting == null ? null : setting.measurementTime();
    String[] parts = time == null ? new String[0] : time.split(" ");
    return parts.length == 2 && parts[0].matches("\\d+")
        ? Double.parseDouble(parts[0]) * MILLIS.getOrDefault(parts[1], 0.0)
        : 0;
  }

  /// Of the iteration that had fewest; empty where the score is no time.
  private static OptionalDouble fewestOperations(List<ForkRecord> forks) {
    return forks.stream()
        .flatMapToDouble(
            fork -> {
              double millis = millisOf(fork.unit());
              return fork.measured().stream()
                  .filter(iteration -> iteration.metrics().containsKey(Reported.LASTING))
                  .mapToDouble(iteration -> lasting(iteration) / (iteration.score() * millis));
            })
        .filter(Double::isFinite)
        .min();
  }

  private static double lasting(Iteration iteration) {
    var lasting = iteration.metrics().get(Reported.LASTING);
    return lasting == null ? Double.NaN : lasting.value();
  }

  /// What a score of 1 is in milliseconds; NaN where it is no time of an operation.
  private static double millisOf(@Nullable String unit) {
    return unit != null && unit.endsWith("/op")
        ? MILLIS.getOrDefault(unit.replace("/op", ""), Double.NaN)
        : Double.NaN;
  }

  /// By the latencies of one fork: the clock is the same in all. Half of them lie above the median,
  /// and those of a tail far above, so that this never forbids a verdict.
  private static List<Finding> ofClock(List<ForkRecord> forks) {
    var step = Reported.mean(forks, Latencies.CLOCK_STEP);
    if (step.isEmpty()) {
      return List.of();
    }
    var fork = forks.getFirst();
    double[] medians =
        LatencyFiles.names(List.of(fork)).stream()
            .map(name -> LatencyFiles.merged(name, fork))
            .filter(histogram -> histogram.getTotalCount() > 0)
            .mapToDouble(histogram -> histogram.getValueAtPercentile(50))
            .toArray();
    return medians.length == 0
        ? List.of()
        : Timer.coarse(step.getAsDouble(), Math.max(1, Quantiles.median(medians))).stream()
            .map(finding -> finding.atMost(Level.WARN))
            .toList();
  }
}
