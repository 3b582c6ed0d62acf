package dev.threadmill.comparison;

import dev.threadmill.machine.Ruler.Scores;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.RulerReading;
import dev.threadmill.results.Run;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.diagnosis.Drift;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Everything that a run says about itself: its scores, its comparisons, and how its machine
/// changed.
///
/// The comparisons that its plan asks for by one quantity are judged together; one that it did not
/// plan is judged as if it had been one more question.
public final class RunAnalysis {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Run run;
  private final Terms terms;
  private final Map<String, List<ForkRecord>> forks;
  private final Map<String, CellResult> results = new LinkedHashMap<>();
  private final Map<Quantity, Map<String, Arm>> arms = new HashMap<>();
  private final Map<Quantity, Map<CellPair, Compared>> planned = new HashMap<>();
  private final List<Finding> drift;

  private RunAnalysis(Run run) {
    this.run = run;
    drift = drift(run.ruler());
    terms = Terms.of(run);
    forks = run.forksByCell();
    for (Cell cell : run.cells()) {
      results.put(cell.id(), CellResult.of(cell, forks(cell), run.cpuQuota(), terms.effect()));
    }
  }

  public static RunAnalysis of(Run run) {
    return new RunAnalysis(run);
  }

  public Run run() {
    return run;
  }

  public Terms terms() {
    return terms;
  }

  /// How the machine changed during the run. It weighs on absolute scores, and not on comparisons,
  /// whose sides ran back to back.
  public List<Finding> drift() {
    return drift;
  }

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

  /// What each cell came to, in the order of the plan.
  public List<CellResult> cells() {
    return List.copyOf(results.values());
  }

  public CellResult result(Cell cell) {
    return Objects.requireNonNull(results.get(cell.id()));
  }

  /// The forks of a cell in the order they ran; failed ones among them.
  public List<ForkRecord> forks(Cell cell) {
    return forks.getOrDefault(cell.id(), List.of());
  }

  /// Those that ended well.
  public List<ForkRecord> ended(Cell cell) {
    return forks(cell).stream().filter(ForkRecord::isOk).toList();
  }

  /// The forks of a cell as they are compared by a quantity.
  public synchronized Arm arm(Quantity quantity, Cell cell) {
    return arms.computeIfAbsent(quantity, any -> new HashMap<>())
        .computeIfAbsent(cell.id(), any -> Arm.of(quantity, cell, forks(cell)));
  }

  /// The comparisons of scores that the plan asks for.
  public List<Compared> comparisons() {
    return comparisons(Quantity.TIME);
  }

  /// The comparisons that the plan asks for and the forks can answer by a quantity.
  public List<Compared> comparisons(Quantity quantity) {
    return List.copyOf(planned(quantity).values());
  }

  private synchronized Map<CellPair, Compared> planned(Quantity quantity) {
    var known = planned.get(quantity);
    if (known == null) {
      known = new LinkedHashMap<>();
      for (var compared : judged(quantity)) {
        known.put(CellPair.of(compared.comparison()), compared);
      }
      planned.put(quantity, known);
    }
    return known;
  }

  /// Two cells by their ids.
  private record CellPair(String baseline, String other) {
    static CellPair of(Comparison comparison) {
      return new CellPair(comparison.baseline().id(), comparison.other().id());
    }
  }

  private List<Compared> judged(Quantity quantity) {
    List<Supplier<Compared>> compared = new ArrayList<>();
    var family = new Verdicts(terms);
    for (var group : run.groups()) {
      var scored = group.cells().stream().filter(cell -> !arm(quantity, cell).isEmpty()).toList();
      for (Comparison comparison : Comparison.of(scored)) {
        ratio(quantity, comparison)
            .map(ratio -> family.add(ratio, findings(quantity, comparison)))
            .ifPresent(
                verdict -> compared.add(() -> new Compared(comparison, quantity, verdict.get())));
      }
    }
    return compared.stream().map(Supplier::get).toList();
  }

  /// What two cells come to, whichever is the baseline; empty where no round has both.
  public Optional<Compared> compare(Quantity quantity, Comparison wanted) {
    var known = planned(quantity).get(CellPair.of(wanted));
    if (known != null) {
      return Optional.of(known);
    }
    return ratio(quantity, wanted)
        .map(
            ratio -> {
              var family = new Verdicts(terms);
              comparisons(quantity).stream()
                  // The same pair turned round is no question more.
                  .filter(one -> !joins(one.comparison(), wanted.other(), wanted.baseline()))
                  .forEach(one -> family.add(one.ratio(), one.findings()));
              return new Compared(wanted, quantity, family.with(ratio, findings(quantity, wanted)));
            });
  }

  private static boolean joins(Comparison comparison, Cell baseline, Cell other) {
    return comparison.baseline().equals(baseline) && comparison.other().equals(other);
  }

  /// Cells of one comparison group ran in the same rounds, if the run was interleaved at all.
  private boolean isPaired(Comparison comparison) {
    return run.isInterleaved() && comparison.other().group().equals(comparison.baseline().group());
  }

  private Optional<RatioEstimate> ratio(Quantity quantity, Comparison comparison) {
    var other = arm(quantity, comparison.other());
    var baseline = arm(quantity, comparison.baseline());
    return isPaired(comparison)
        ? Estimates.inRounds(other, baseline, terms.alpha())
        : Estimates.apart(other, baseline, RunSpread.NONE, terms.alpha());
  }

  private List<Finding> findings(Quantity quantity, Comparison comparison) {
    var ofCells =
        Stream.of(comparison.baseline(), comparison.other())
            .flatMap(cell -> result(cell).findings().stream())
            .toList();
    return new PairDiagnosis(
            arm(quantity, comparison.other()),
            arm(quantity, comparison.baseline()),
            isPaired(comparison),
            RunSpread.NONE,
            terms)
        .with(ofCells);
  }
}
