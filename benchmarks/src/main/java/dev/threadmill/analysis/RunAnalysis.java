package dev.threadmill.analysis;

import dev.threadmill.comparison.Arm;
import dev.threadmill.comparison.CellResult;
import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.Matches;
import dev.threadmill.comparison.Terms;
import dev.threadmill.machine.Ruler.Scores;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.RulerReading;
import dev.threadmill.results.Run;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.diagnosis.Drift;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Everything that a run says about itself: its scores, its comparisons, and how its machine
/// changed.
public final class RunAnalysis {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Run run;
  private final Matches matches;
  private final List<Finding> drift;

  private RunAnalysis(Run run) {
    this.run = run;
    matches = new Matches(run);
    drift = drift(run.ruler());
  }

  public static RunAnalysis of(Run run) {
    return new RunAnalysis(run);
  }

  public Run run() {
    return run;
  }

  public List<CellResult> cells() {
    return matches.results();
  }

  public CellResult result(Cell cell) {
    return matches.result(cell);
  }

  public List<ForkRecord> forks(Cell cell) {
    return matches.forks(cell);
  }

  public Arm arm(Quantity quantity, Cell cell) {
    return matches.arm(quantity, cell);
  }

  public List<Compared> comparisons() {
    return comparisons(Quantity.TIME);
  }

  public List<Compared> comparisons(Quantity quantity) {
    return matches.planned(quantity);
  }

  /// What any two cells come to that differ in one factor, whichever is the baseline; empty
  /// where no round has both.
  public Optional<Compared> compare(Quantity quantity, Comparison comparison) {
    return matches.compare(quantity, comparison);
  }

  public Terms terms() {
    return matches.terms();
  }

  /// Whether the machine was the same all the time, by the ruler that was read between forks.
  static List<Finding> drift(List<RulerReading> readings) {
    List<Finding> findings = new ArrayList<>();
    drift("one thread", readings, Scores::spinStepsPerSecond).ifPresent(findings::add);
    // A run that was resumed on other CPUs copied with another number of threads.
    if (readings.stream().map(reading -> reading.scores().threads()).distinct().count() == 1) {
      drift("memory, all CPUs", readings, Scores::copyBytesPerSecond).ifPresent(findings::add);
    }
    return List.copyOf(findings);
  }

  private static Optional<Finding> drift(
      String what, List<RulerReading> readings, ToDoubleFunction<Scores> part) {
    return Drift.of(
        what,
        readings.stream().mapToDouble(reading -> reading.moment().toEpochMilli()).toArray(),
        readings.stream().map(reading -> CLOCK.format(reading.moment())).toList(),
        readings.stream().map(RulerReading::scores).mapToDouble(part).toArray());
  }

  /// How the machine changed during the run. It weighs on absolute scores, and not on comparisons,
  /// whose sides ran back to back.
  public List<Finding> drift() {
    return drift;
  }
}
