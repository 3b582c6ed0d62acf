package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.CellResult;
import dev.threadmill.analysis.Quantity;
import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.PairedRatio;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.RatioBetweenRuns;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.diagnosis.Drift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the rows of two sides: estimates where they may be compared, reasons where not.
final class Rows {
  private final Map<Run, Map<String, List<Finding>>> findings = new IdentityHashMap<>();
  private final Map<Run, List<Finding>> drift = new IdentityHashMap<>();
  private final RunSpread spread;
  private final double effect;
  private final double alpha;

  Rows(List<RunAnalysis> analyses, RunSpread spread, double effect, double alpha) {
    for (RunAnalysis analysis : analyses) {
      findings.put(
          analysis.run(),
          analysis.cells().stream()
              .collect(Collectors.toMap(of -> of.cell().id(), CellResult::findings)));
      drift.put(analysis.run(), analysis.driftWarnings());
    }
    this.spread = spread;
    this.effect = effect;
    this.alpha = alpha;
  }

  /// The two sides, still without verdicts.
  Against compare(Side base, Side other, Wishes wishes) {
    var matrix = new Matrix(base, other, wishes);
    var counterparts = Counterparts.of(base, other);
    List<Objection> ofSides = matrix.ofSides();
    leftOut(counterparts).ifPresent(ofSides::add);
    Map<Cell, List<Objection>> objections = new LinkedHashMap<>();
    List<ScoreRow> scores = new ArrayList<>();
    for (var pair : counterparts.pairs()) {
      List<Quantity> shown = shown(pair);
      if (!shown.isEmpty()) {
        var own = matrix.of(pair.base(), pair.other());
        objections.put(pair.base().cell(), own);
        shown.forEach(quantity -> scores.add(score(pair, quantity, join(ofSides, own))));
      }
    }
    scores.addAll(clashes(counterparts));
    if (!matrix.isOfMachines() && wishes.factor() == null) {
      commonShift(scores).ifPresent(ofSides::add);
    }
    // Where all scores can be compared as they are, their ratios say nothing more.
    boolean ratiosSayMore =
        matrix.isOfMachines() || objections.values().stream().anyMatch(Objection::refuseScores);
    return new Against(
        base,
        other,
        matrix.isOfMachines(),
        ofSides,
        scores,
        ratiosSayMore ? ratios(counterparts, ofSides, objections) : List.of(),
        lone(counterparts.onlyInBase(), scores),
        lone(counterparts.onlyInOther(), scores),
        null);
  }

  private static Optional<Objection> leftOut(Counterparts counterparts) {
    var paced =
        counterparts.pairs().stream()
            .filter(pair -> isPaced(pair) && shown(pair).isEmpty())
            .map(pair -> pair.base().cell().shortName())
            .distinct()
            .toList();
    return paced.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Rule.PACED.says(
                "A schedule sets the scores of "
                    + String.join(", ", paced)
                    + ", which are left out: not both sides have latencies to compare"));
  }

  /// One machine on two days: a change of the machine moves all that it measures. The rows of one
  /// benchmark have much to do with each other, and count once.
  private Optional<Objection> commonShift(List<ScoreRow> scores) {
    Map<String, List<Double>> byBenchmark = new LinkedHashMap<>();
    for (var row : scores) {
      if (row.ratio() != null && row.quantity() == Quantity.TIME) {
        byBenchmark
            .computeIfAbsent(row.cell().benchmark(), any -> new ArrayList<>())
            .add(Math.log(row.ratio().ratio()));
      }
    }
    double[] logRatios =
        byBenchmark.values().stream()
            .mapToDouble(
                logs -> Quantiles.median(logs.stream().mapToDouble(Double::doubleValue).toArray()))
            .toArray();
    return Drift.commonShift(logRatios, effect)
        .map(finding -> Rule.COMMON_SHIFT.says(finding.sentence()));
  }

  /// By what the two are compared, if only to say that one of them has nothing to show.
  private static List<Quantity> shown(Counterparts.Pair pair) {
    return Stream.of(Quantity.values())
        .filter(quantity -> pair.base().shows(quantity) || pair.other().shows(quantity))
        .filter(quantity -> quantity != Quantity.TIME || !isPaced(pair))
        .toList();
  }

  private static boolean isPaced(Counterparts.Pair pair) {
    return pair.base().isPaced() || pair.other().isPaced();
  }

  private static List<Objection> join(List<Objection> ofSides, List<Objection> own) {
    return Stream.concat(own.stream(), ofSides.stream()).distinct().toList();
  }

  private ScoreRow score(Counterparts.Pair pair, Quantity quantity, List<Objection> objections) {
    double[][] base = pair.base().values(quantity);
    double[][] other = pair.other().values(quantity);
    List<Objection> all = objections;
    if (base.length == 0 || other.length == 0) {
      String side = (base.length == 0 ? pair.base() : pair.other()).side().name();
      String why = quantity == Quantity.TIME ? "No fork ended well in " : "No such figure in ";
      all = join(objections, List.of(Rule.NO_SCORES.says(why + side)));
    }
    Set<Finding> found = new LinkedHashSet<>(findings(pair.base(), pair.other()));
    // A machine that changed under a run changed its scores, and not the ratios inside of it.
    Stream.of(pair.base(), pair.other())
        .flatMap(measured -> measured.runs().stream())
        .forEach(of -> found.addAll(drift.getOrDefault(of.run(), List.of())));
    return new ScoreRow(
        pair.base().cell(),
        quantity,
        quantity == Quantity.TIME ? unit(pair) : quantity.unit(),
        estimate(base, quantity, pair.base().cell()),
        estimate(other, quantity, pair.other().cell()),
        all,
        Objection.refuseScores(all) ? null : ratio(other, base),
        Double.NaN,
        null,
        List.copyOf(found));
  }

  private List<Finding> findings(Measured... all) {
    return Stream.of(all)
        .flatMap(
            measured ->
                measured.runs().stream()
                    .flatMap(of -> findings(of.run(), measured.cell()).stream()))
        .distinct()
        .toList();
  }

  private List<Finding> findings(Run run, Cell cell) {
    var ofRun = findings.get(run);
    return ofRun == null ? List.of() : ofRun.getOrDefault(cell.id(), List.of());
  }

  private static String unit(Counterparts.Pair pair) {
    String unit = pair.base().conditions().unit();
    String otherUnit = pair.other().conditions().unit();
    return unit != null ? unit : otherUnit != null ? otherUnit : "";
  }

  private static @Nullable ScoreEstimate estimate(double[][] runs, Quantity quantity, Cell cell) {
    boolean higherIsBetter = quantity == Quantity.TIME && cell.isHigherBetter();
    return runs.length == 0 ? null : ScoreEstimate.of(flat(runs), higherIsBetter);
  }

  private RatioBetweenRuns ratio(double[][] other, double[][] base) {
    return other.length > 1 && base.length > 1
        ? RatioBetweenRuns.ofRunMeans(other, base, alpha)
        : RatioBetweenRuns.of(flat(other), other.length, flat(base), base.length, spread, alpha);
  }

  private static double[] flat(double[][] runs) {
    return Arrays.stream(runs).flatMapToDouble(Arrays::stream).toArray();
  }

  private static List<ScoreRow> clashes(Counterparts counterparts) {
    Set<String> common =
        counterparts.pairs().stream()
            .map(pair -> pair.base().cell().benchmark())
            .collect(Collectors.toSet());
    Set<String> inOther =
        counterparts.onlyInOther().stream()
            .map(measured -> measured.cell().benchmark())
            .collect(Collectors.toSet());
    List<ScoreRow> clashes = new ArrayList<>();
    for (Measured measured : counterparts.onlyInBase()) {
      Cell cell = measured.cell();
      if (!common.contains(cell.benchmark()) && inOther.contains(cell.benchmark())) {
        clashes.add(
            new ScoreRow(
                cell,
                Quantity.TIME,
                "",
                estimate(measured.scores(), Quantity.TIME, cell),
                null,
                List.of(
                    Rule.PARAMETERS.says(
                        "The other side has this benchmark with other parameters only")),
                null,
                Double.NaN,
                null,
                List.of()));
      }
    }
    return clashes;
  }

  private static List<Cell> lone(List<Measured> measured, List<ScoreRow> scores) {
    Set<Cell> shown = scores.stream().map(ScoreRow::cell).collect(Collectors.toSet());
    return measured.stream()
        .filter(Measured::hasScores)
        .map(Measured::cell)
        .filter(cell -> !shown.contains(cell))
        .toList();
  }

  private List<RatioRow> ratios(
      Counterparts counterparts, List<Objection> ofSides, Map<Cell, List<Objection>> objections) {
    return Stream.of(Quantity.values())
        .flatMap(quantity -> ratios(quantity, counterparts, ofSides, objections).stream())
        .toList();
  }

  private List<RatioRow> ratios(
      Quantity quantity,
      Counterparts counterparts,
      List<Objection> ofSides,
      Map<Cell, List<Objection>> objections) {
    Map<Cell, Counterparts.Pair> pairs = new LinkedHashMap<>();
    Map<String, List<Cell>> groups = new LinkedHashMap<>();
    for (var pair : counterparts.pairs()) {
      Cell cell = pair.base().cell();
      if (pair.base().shows(quantity) && pair.other().shows(quantity)) {
        pairs.put(cell, pair);
        groups.computeIfAbsent(cell.group(), name -> new ArrayList<>()).add(cell);
      }
    }
    List<RatioRow> rows = new ArrayList<>();
    groups.forEach(
        (name, cells) ->
            Comparison.of(new Group(name, cells))
                .forEach(
                    comparison -> {
                      var row =
                          ratio(
                              comparison,
                              quantity,
                              java.util.Objects.requireNonNull(pairs.get(comparison.baseline())),
                              java.util.Objects.requireNonNull(pairs.get(comparison.other())),
                              join(
                                  ofSides,
                                  join(
                                      objections.getOrDefault(comparison.baseline(), List.of()),
                                      objections.getOrDefault(comparison.other(), List.of()))));
                      if (row != null) {
                        rows.add(row);
                      }
                    }));
    return rows;
  }

  private @Nullable RatioRow ratio(
      Comparison comparison,
      Quantity quantity,
      Counterparts.Pair baseline,
      Counterparts.Pair contender,
      List<Objection> objections) {
    double[][] inBase = contender.base().differences(baseline.base(), quantity);
    double[][] inOther = contender.other().differences(baseline.other(), quantity);
    if (inBase.length == 0 || inOther.length == 0) {
      return null;
    }
    return new RatioRow(
        comparison,
        quantity,
        PairedRatio.ofDifferences(flat(inBase), alpha),
        PairedRatio.ofDifferences(flat(inOther), alpha),
        objections,
        Objection.refuseRatios(objections) ? null : ratioOfRatios(inOther, inBase),
        Double.NaN,
        null,
        findings(baseline.base(), baseline.other(), contender.base(), contender.other()));
  }

  /// What a machine does to both sides of a ratio cancels in it, and what a run does beyond that,
  /// such as the layout of its code, is assumed to be as small as on a quiet machine.
  private RatioBetweenRuns ratioOfRatios(double[][] other, double[][] base) {
    return other.length > 1 && base.length > 1
        ? RatioBetweenRuns.ofRunMeans(other, base, alpha)
        : RatioBetweenRuns.ofRatios(flat(other), flat(base), RunSpread.DEDICATED, alpha);
  }
}
