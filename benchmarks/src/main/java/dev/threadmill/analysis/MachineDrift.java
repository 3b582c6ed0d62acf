package dev.threadmill.analysis;

import dev.threadmill.comparison.Arm;
import dev.threadmill.machine.Ruler.Scores;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.RulerReading;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.diagnosis.Drift;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Whether the machine was the same from the start of a run to its end, by the ruler that was read
/// between its forks, and by whole rounds of them.
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

  /// Whether whole rounds were faster or slower than others.
  ///
  /// @param rounds that every comparison has; cells that lack one of them do not count
  static Optional<Finding> ofRounds(
      int rounds, List<Cell> cells, Map<String, List<ForkRecord>> forks) {
    List<SortedMap<Integer, Double>> scores =
        cells.stream()
            .map(
                cell ->
                    Arm.of(Quantity.TIME, cell, forks.getOrDefault(cell.id(), List.of()))
                        .runs()
                        .getFirst())
            .filter(byRound -> !byRound.isEmpty())
            .toList();
    double[][] complete =
        IntStream.rangeClosed(1, rounds)
            .mapToObj(
                round ->
                    scores.stream()
                        .filter(byRound -> byRound.headMap(rounds + 1).size() == rounds)
                        .mapToDouble(byRound -> byRound.getOrDefault(round, Double.NaN))
                        .toArray())
            .toArray(double[][]::new);
    return Drift.rounds(complete);
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
    // What went up or down at once is told as that, and not as a slow drift, too.
    Optional<Finding> step = Drift.step(what, moments, scores);
    step.or(() -> Drift.trend(what, times, scores)).ifPresent(findings::add);
  }
}
