package dev.threadmill.analysis;

import dev.threadmill.machine.Ruler.Scores;
import dev.threadmill.results.RulerReading;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.diagnosis.Drift;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Whether the machine was the same from the start of a run to its end, by the ruler that was read
/// between its forks.
final class MachineDrift {
  /// The same words wherever a run is read, so that a report is the same everywhere, too.
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MachineDrift() {}

  static List<Finding> of(List<RulerReading> readings) {
    List<Finding> findings = new ArrayList<>();
    find(findings, "one thread", readings, Scores::spinStepsPerSecond);
    // A run that was resumed on other CPUs copied with another number of threads.
    if (readings.stream().map(reading -> reading.scores().threads()).distinct().count() == 1) {
      find(findings, "memory, all CPUs", readings, Scores::copyBytesPerSecond);
    }
    return List.copyOf(findings);
  }

  private static void find(
      List<Finding> findings,
      String what,
      List<RulerReading> readings,
      ToDoubleFunction<Scores> part) {
    double[] scores =
        readings.stream().mapToDouble(reading -> part.applyAsDouble(reading.scores())).toArray();
    double[] times =
        readings.stream().mapToDouble(reading -> reading.moment().toEpochMilli()).toArray();
    var moments = readings.stream().map(reading -> CLOCK.format(reading.moment())).toList();
    Drift.of(what, times, moments, scores).ifPresent(findings::add);
  }
}
