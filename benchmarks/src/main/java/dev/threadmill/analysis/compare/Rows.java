package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.compare.Counterparts.Pair;
import dev.threadmill.analysis.compare.Rule.Objection;
import dev.threadmill.comparison.Estimates;
import dev.threadmill.comparison.Judged;
import dev.threadmill.comparison.PairDiagnosis;
import dev.threadmill.comparison.Terms;
import dev.threadmill.comparison.Verdicts;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.diagnosis.Drift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the rows of two sides: estimates where they may be compared, reasons where not.
final class Rows {
  private final Side base;
  private final Side other;
  private final Terms terms;
  private final Verdicts family;
  private final Matrix matrix;
  private final Counterparts counterparts;
  private final List<Objection> ofSides;

  /// What is said against each pair that has something to show, by its cell in the base.
  private final Map<Cell, List<Objection>> ofPairs = new LinkedHashMap<>();

  private final RunSpread spread;
  private final Only only;

  /// @param before how much runs differed before, or are assumed to
  /// @param terms of all runs together
  /// @param family of all that is judged together
  /// @param only the rows to make
  Rows(
      Side base,
      Side other,
      @Nullable Factor declared,
      RunSpread before,
      Terms terms,
      Verdicts family,
      Only only) {
    this.base = base;
    this.only = only;
    this.other = other;
    this.terms = terms;
    this.family = family;
    matrix = new Matrix(base, other, declared);
    counterparts = Counterparts.of(base, other);
    ofSides = matrix.ofSides();
    leftOut().ifPresent(ofSides::add);
    for (var pair : counterparts.pairs()) {
      if (!pair.quantities().isEmpty()) {
        ofPairs.put(pair.cell(), matrix.of(pair.base(), pair.other()));
      }
    }
    if (matrix.isOfMachines() || declared != null) {
      spread = before;
    } else {
      commonShift().ifPresent(ofSides::add);
      spread = spread(before);
    }
  }

  /// How much runs differ where a side has too few to show it.
  RunSpread spread() {
    return spread;
  }

  /// All rows; their verdicts come when all of the family are there.
  Against against() {
    List<Row.OfScores> scores = new ArrayList<>();
    for (var pair : counterparts.pairs()) {
      pair.quantities().stream()
          .filter(quantity -> only.takes(pair.cell(), quantity))
          .forEach(quantity -> scores.add(score(pair, quantity)));
    }
    scores.addAll(clashes());
    // Where all scores can be compared as they are, their ratios say nothing more.
    boolean ratiosSayMore =
        matrix.isOfMachines() || ofPairs.values().stream().anyMatch(Objection::refuseScores);
    return new Against(
        base,
        other,
        matrix.isOfMachines(),
        ofSides,
        scores,
        ratiosSayMore ? ratios() : List.of(),
        lone(counterparts.onlyInBase(), scores),
        lone(counterparts.onlyInOther(), scores));
  }

  /// What is said against cells and against the sides.
  private List<Objection> objections(Cell... cells) {
    return Stream.concat(
            Stream.of(cells).flatMap(cell -> ofPairs.getOrDefault(cell, List.of()).stream()),
            ofSides.stream())
        .distinct()
        .toList();
  }

  private @Nullable Supplier<Judged> verdict(
      Optional<RatioEstimate> ratio, List<Objection> objections, List<Finding> findings) {
    var noticed = new ArrayList<>(Objection.distrust(objections));
    noticed.addAll(findings);
    return ratio.map(one -> family.add(one, noticed)).orElse(null);
  }

  private Optional<Objection> leftOut() {
    var paced =
        counterparts.pairs().stream()
            .filter(pair -> pair.isPaced() && pair.quantities().isEmpty())
            .map(pair -> pair.cell().shortName())
            .distinct()
            .toList();
    return paced.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Rule.PACED.says(
                ("A schedule sets the scores of %s, which are left out: not both sides have"
                        + " latencies to compare")
                    .formatted(String.join(", ", paced))));
  }

  private List<Pair> comparable() {
    return counterparts.pairs().stream()
        .filter(pair -> pair.base().shows(Quantity.TIME) && pair.other().shows(Quantity.TIME))
        .filter(pair -> !Objection.refuseScores(objections(pair.cell())))
        .toList();
  }

  /// How much the two runs differ by themselves: on one machine most benchmarks are as fast as they
  /// were, and where enough are there, they show it better than any other run.
  private RunSpread spread(RunSpread before) {
    var enough =
        comparable().stream()
            .filter(pair -> Math.min(pair.base().logs().length, pair.other().logs().length) > 1)
            .toList();
    // What rows have in common that have much to do with each other.
    long benchmarks =
        enough.stream()
            .map(pair -> pair.cell().benchmark() + pair.cell().compared())
            .distinct()
            .count();
    if (benchmarks < RunSpread.FEWEST_BENCHMARKS) {
      return before;
    }
    var shown =
        RunSpread.ofBenchmarks(
            enough.stream().mapToDouble(Pair::difference).toArray(),
            enough.stream().mapToDouble(Pair::squaredError).toArray(),
            benchmarks / 2.0);
    return before.assumed() ? shown : shown.and(before);
  }

  /// One machine on two days: a change of the machine moves all that it measures. The rows of one
  /// benchmark have much to do with each other, and count once.
  private Optional<Objection> commonShift() {
    var byBenchmark =
        comparable().stream()
            .collect(
                Collectors.groupingBy(
                    pair -> pair.cell().benchmark(), LinkedHashMap::new, Collectors.toList()));
    double[] logRatios =
        byBenchmark.values().stream()
            .mapToDouble(
                pairs -> Quantiles.median(pairs.stream().mapToDouble(Pair::difference).toArray()))
            .toArray();
    return Drift.commonShift(logRatios, terms.effect())
        .map(finding -> Rule.COMMON_SHIFT.says(finding.sentence()));
  }

  private Row.OfScores score(Pair pair, Quantity quantity) {
    var ofBase = pair.base().arm(quantity);
    var ofOther = pair.other().arm(quantity);
    List<Objection> objections = new ArrayList<>(objections(pair.cell()));
    if (ofBase.isEmpty() || ofOther.isEmpty()) {
      var why = quantity.isTime() ? "No fork ended well in " : "No such figure in ";
      objections.addFirst(Rule.NO_SCORES.says(why + (ofBase.isEmpty() ? base : other).name()));
    }
    var ofCells = Measured.findings(Stream.of(pair.base(), pair.other()));
    List<Finding> findings =
        Stream.concat(
                new PairDiagnosis(ofOther, ofBase, false, spread, terms).with(ofCells).stream(),
                Stream.of(pair.base(), pair.other()).flatMap(one -> one.drift().stream()))
            .distinct()
            .toList();
    Optional<RatioEstimate> ratio =
        Objection.refuseScores(objections)
            ? Optional.empty()
            : Estimates.apart(ofOther, ofBase, spread, terms.alpha());
    return new Row.OfScores(
        pair.cell(),
        quantity,
        quantity.isTime() ? pair.unit() : quantity.unit(),
        Estimates.score(ofBase).orElse(null),
        Estimates.score(ofOther).orElse(null),
        objections,
        findings,
        verdict(ratio, objections, findings));
  }

  /// Benchmarks that the sides have with other parameters only.
  private List<Row.OfScores> clashes() {
    var common =
        counterparts.pairs().stream()
            .map(pair -> pair.cell().benchmark())
            .collect(Collectors.toSet());
    var inOther =
        counterparts.onlyInOther().stream()
            .map(one -> one.cell().benchmark())
            .collect(Collectors.toSet());
    return counterparts.onlyInBase().stream()
        .filter(one -> !common.contains(one.cell().benchmark()))
        .filter(one -> inOther.contains(one.cell().benchmark()))
        .filter(one -> only.takes(one.cell(), Quantity.TIME))
        .map(
            one ->
                new Row.OfScores(
                    one.cell(),
                    Quantity.TIME,
                    "",
                    Estimates.score(one.arm(Quantity.TIME)).orElse(null),
                    null,
                    List.of(
                        Rule.PARAMETERS.says(
                            "The other side has this benchmark with other parameters only")),
                    List.of(),
                    null))
        .toList();
  }

  private List<Cell> lone(List<Measured> measured, List<Row.OfScores> scores) {
    var shown = scores.stream().map(Row.OfScores::cell).collect(Collectors.toSet());
    return measured.stream()
        .filter(one -> one.shows(Quantity.TIME) || one.isPaced())
        .map(Measured::cell)
        .filter(cell -> !shown.contains(cell) && only.takes(cell, Quantity.TIME))
        .toList();
  }

  private List<Row.OfRatios> ratios() {
    List<Row.OfRatios> rows = new ArrayList<>();
    Set<Quantity> quantities = new LinkedHashSet<>(Quantity.ASKED);
    counterparts.pairs().forEach(pair -> quantities.addAll(pair.quantities()));
    for (var quantity : quantities) {
      Map<Cell, Pair> pairs = new LinkedHashMap<>();
      counterparts.pairs().stream()
          .filter(pair -> pair.bothShow(quantity))
          .forEach(pair -> pairs.put(pair.cell(), pair));
      pairs.keySet().stream()
          .collect(Collectors.groupingBy(Cell::group, LinkedHashMap::new, Collectors.toList()))
          .values()
          .stream()
          .flatMap(cells -> Comparison.of(cells).stream())
          .filter(comparison -> only.takes(comparison, quantity))
          .forEach(
              comparison ->
                  ratio(
                          comparison,
                          quantity,
                          Objects.requireNonNull(pairs.get(comparison.baseline())),
                          Objects.requireNonNull(pairs.get(comparison.other())))
                      .ifPresent(rows::add));
    }
    return rows;
  }

  private Optional<Row.OfRatios> ratio(
      Comparison comparison, Quantity quantity, Pair baseline, Pair contender) {
    var inBase = inside(contender.base(), baseline.base(), quantity);
    var inOther = inside(contender.other(), baseline.other(), quantity);
    if (inBase.isEmpty() || inOther.isEmpty()) {
      return Optional.empty();
    }
    var objections = objections(comparison.other(), comparison.baseline());
    Optional<RatioEstimate> ratio =
        Objection.refuseRatios(objections)
            ? Optional.empty()
            : Estimates.ofRatios(
                contender.other().arm(quantity),
                baseline.other().arm(quantity),
                contender.base().arm(quantity),
                baseline.base().arm(quantity),
                terms.alpha());
    var findings =
        Stream.of(inBase.get(), inOther.get())
            .flatMap(judged -> judged.findings().stream())
            .distinct()
            .toList();
    return Optional.of(
        new Row.OfRatios(
            comparison,
            quantity,
            inBase.get(),
            inOther.get(),
            objections,
            verdict(ratio, objections, findings)));
  }

  /// What a side itself says of the two: a single run what it says everywhere else.
  private static Optional<Judged> inside(Measured other, Measured baseline, Quantity quantity) {
    var side = other.side();
    if (side.runs().size() == 1) {
      var comparison = new Comparison("", baseline.cell(), other.cell());
      return side.runs()
          .getFirst()
          .compare(quantity, comparison)
          .map(compared -> compared.judged());
    }
    var terms = side.terms();
    var pair =
        new PairDiagnosis(other.arm(quantity), baseline.arm(quantity), true, RunSpread.NONE, terms);
    var ofCells = Measured.findings(Stream.of(baseline, other));
    return Estimates.inRounds(pair.other(), pair.baseline(), terms.alpha())
        .map(ratio -> new Verdicts(terms).with(ratio, pair.with(ofCells)));
  }
}
