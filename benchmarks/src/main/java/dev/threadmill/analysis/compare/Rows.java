package dev.threadmill.analysis.compare;

import dev.threadmill.comparison.Estimates;
import dev.threadmill.comparison.Judged;
import dev.threadmill.comparison.PairDiagnosis;
import dev.threadmill.comparison.Terms;
import dev.threadmill.comparison.Verdicts;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.Quantiles;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.ScoreEstimate;
import dev.threadmill.stats.diagnosis.Drift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the rows of two sides: estimates where they may be compared, reasons where not.
final class Rows {
  /// A row that waits for its verdict, which comes when all of the family are there.
  private record Draft<R>(Function<@Nullable Judged, R> row, int place) {}

  private final RunSpread before;
  private RunSpread spread;
  private RunSpread widest = RunSpread.NONE;
  private final Terms terms;
  private final Verdicts family;
  private int judged;

  /// @param before how much runs differed before, or are assumed to
  /// @param terms of all runs together
  Rows(RunSpread before, Terms terms) {
    this.before = before;
    spread = before;
    this.terms = terms;
    family = new Verdicts(terms);
  }

  /// Compares two sides; all that was compared so far is judged when the last are.
  Function<List<Judged>, Against> compare(Side base, Side other, Wishes wishes) {
    var matrix = new Matrix(base, other, wishes);
    var counterparts = Counterparts.of(base, other);
    List<Rule.Objection> ofSides = matrix.ofSides();
    leftOut(counterparts).ifPresent(ofSides::add);
    Map<Cell, List<Rule.Objection>> objections = new LinkedHashMap<>();
    counterparts.pairs().stream()
        .filter(pair -> !shown(pair).isEmpty())
        .forEach(pair -> objections.put(pair.base().cell(), matrix.of(pair.base(), pair.other())));
    spread = before;
    if (!matrix.isOfMachines() && wishes.factor() == null) {
      commonShift(counterparts, objections, ofSides).ifPresent(ofSides::add);
      spread = spread(comparable(counterparts, objections, ofSides));
    }
    widest = spread.variance() >= widest.variance() ? spread : widest;
    List<Draft<Row.OfScores>> scores = new ArrayList<>();
    for (var pair : counterparts.pairs()) {
      for (var quantity : shown(pair)) {
        var own = Objects.requireNonNull(objections.get(pair.base().cell()));
        scores.add(score(pair, quantity, join(ofSides, own)));
      }
    }
    List<Row.OfScores> clashes = clashes(counterparts);
    // Where all scores can be compared as they are, their ratios say nothing more.
    boolean ratiosSayMore =
        matrix.isOfMachines()
            || objections.values().stream().anyMatch(Rule.Objection::refuseScores);
    var ratios =
        ratiosSayMore ? ratios(counterparts, ofSides, objections) : List.<Draft<Row.OfRatios>>of();
    return verdicts -> {
      List<Row.OfScores> rows =
          Stream.concat(finished(scores, verdicts), clashes.stream()).toList();
      return new Against(
          base,
          other,
          matrix.isOfMachines(),
          ofSides,
          rows,
          finished(ratios, verdicts).toList(),
          lone(counterparts.onlyInBase(), rows),
          lone(counterparts.onlyInOther(), rows),
          mean(rows));
    };
  }

  /// The largest spread of runs that any two sides were compared with.
  RunSpread widest() {
    return widest;
  }

  List<Judged> judged() {
    return family.judged();
  }

  private static <R> Stream<R> finished(List<Draft<R>> drafts, List<Judged> verdicts) {
    return drafts.stream()
        .map(draft -> draft.row().apply(draft.place() < 0 ? null : verdicts.get(draft.place())));
  }

  private <R> Draft<R> draft(
      Function<@Nullable Judged, R> row,
      Optional<RatioEstimate> ratio,
      List<Rule.Objection> objections,
      List<Finding> findings) {
    if (ratio.isEmpty()) {
      return new Draft<>(row, -1);
    }
    family.add(
        ratio.get(),
        Stream.concat(Rule.Objection.distrust(objections).stream(), findings.stream()).toList());
    return new Draft<>(row, judged++);
  }

  private static Optional<Rule.Objection> leftOut(Counterparts counterparts) {
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

  private static List<Counterparts.Pair> comparable(
      Counterparts counterparts,
      Map<Cell, List<Rule.Objection>> objections,
      List<Rule.Objection> ofSides) {
    return counterparts.pairs().stream()
        .filter(pair -> pair.base().shows(Quantity.TIME) && pair.other().shows(Quantity.TIME))
        .filter(
            pair ->
                !Rule.Objection.refuseScores(
                    join(ofSides, objections.getOrDefault(pair.base().cell(), List.of()))))
        .toList();
  }

  /// How much the two runs differ by themselves: on one machine most benchmarks are as fast as they
  /// were, and where enough are there, they show it better than any other run.
  private RunSpread spread(List<Counterparts.Pair> pairs) {
    var enough =
        pairs.stream().filter(pair -> size(pair.base()) > 1 && size(pair.other()) > 1).toList();
    long benchmarks = enough.stream().map(pair -> name(pair.base().cell())).distinct().count();
    if (benchmarks < RunSpread.FEWEST_BENCHMARKS) {
      return before;
    }
    var shown =
        RunSpread.ofBenchmarks(
            enough.stream().mapToDouble(Rows::difference).toArray(),
            enough.stream()
                .mapToDouble(pair -> squaredError(pair.base()) + squaredError(pair.other()))
                .toArray(),
            benchmarks / 2.0);
    return before.assumed() ? shown : shown.and(before);
  }

  /// What rows have in common that have much to do with each other.
  private static String name(Cell cell) {
    return cell.benchmark() + cell.compared();
  }

  private static int size(Measured measured) {
    return measured.arm(Quantity.TIME).size();
  }

  private static double difference(Counterparts.Pair pair) {
    return Moments.mean(pair.other().arm(Quantity.TIME).logs())
        - Moments.mean(pair.base().arm(Quantity.TIME).logs());
  }

  private static double squaredError(Measured measured) {
    return Moments.variance(measured.arm(Quantity.TIME).logs()) / size(measured);
  }

  /// One machine on two days: a change of the machine moves all that it measures. The rows of one
  /// benchmark have much to do with each other, and count once.
  private Optional<Rule.Objection> commonShift(
      Counterparts counterparts,
      Map<Cell, List<Rule.Objection>> objections,
      List<Rule.Objection> ofSides) {
    Map<String, List<Double>> byBenchmark = new LinkedHashMap<>();
    for (var pair : comparable(counterparts, objections, ofSides)) {
      byBenchmark
          .computeIfAbsent(pair.base().cell().benchmark(), any -> new ArrayList<>())
          .add(difference(pair));
    }
    double[] logRatios =
        byBenchmark.values().stream()
            .mapToDouble(
                logs -> Quantiles.median(logs.stream().mapToDouble(Double::doubleValue).toArray()))
            .toArray();
    return Drift.commonShift(logRatios, terms.effect())
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

  private static List<Rule.Objection> join(List<Rule.Objection> ofSides, List<Rule.Objection> own) {
    return Stream.concat(own.stream(), ofSides.stream()).distinct().toList();
  }

  private Draft<Row.OfScores> score(
      Counterparts.Pair pair, Quantity quantity, List<Rule.Objection> objections) {
    var base = pair.base().arm(quantity);
    var other = pair.other().arm(quantity);
    List<Rule.Objection> all = objections;
    if (base.isEmpty() || other.isEmpty()) {
      String side = (base.isEmpty() ? pair.base() : pair.other()).side().name();
      String why = quantity == Quantity.TIME ? "No fork ended well in " : "No such figure in ";
      all = join(objections, List.of(Rule.NO_SCORES.says(why + side)));
    }
    List<Rule.Objection> said = all;
    var ofCells = Measured.findings(Stream.of(pair.base(), pair.other()));
    List<Finding> findings =
        Stream.concat(
                new PairDiagnosis(other, base, false, spread, terms).with(ofCells).stream(),
                Stream.of(pair.base(), pair.other()).flatMap(one -> one.drift().stream()))
            .distinct()
            .toList();
    @Nullable ScoreEstimate ofBase = Estimates.score(base).orElse(null);
    @Nullable ScoreEstimate ofOther = Estimates.score(other).orElse(null);
    String unit = quantity == Quantity.TIME ? unit(pair) : quantity.unit();
    return draft(
        verdict ->
            new Row.OfScores(
                pair.base().cell(), quantity, unit, ofBase, ofOther, said, findings, verdict),
        Rule.Objection.refuseScores(all)
            ? Optional.empty()
            : Estimates.apart(other, base, spread, terms.alpha()),
        all,
        findings);
  }

  private static String unit(Counterparts.Pair pair) {
    String unit = pair.base().conditions().get(Rule.UNIT);
    String otherUnit = pair.other().conditions().get(Rule.UNIT);
    return unit != null ? unit : otherUnit != null ? otherUnit : "";
  }

  private static List<Row.OfScores> clashes(Counterparts counterparts) {
    Set<String> common =
        counterparts.pairs().stream()
            .map(pair -> pair.base().cell().benchmark())
            .collect(Collectors.toSet());
    Set<String> inOther =
        counterparts.onlyInOther().stream()
            .map(measured -> measured.cell().benchmark())
            .collect(Collectors.toSet());
    return counterparts.onlyInBase().stream()
        .filter(measured -> !common.contains(measured.cell().benchmark()))
        .filter(measured -> inOther.contains(measured.cell().benchmark()))
        .map(
            measured ->
                new Row.OfScores(
                    measured.cell(),
                    Quantity.TIME,
                    "",
                    Estimates.score(measured.arm(Quantity.TIME)).orElse(null),
                    null,
                    List.of(
                        Rule.PARAMETERS.says(
                            "The other side has this benchmark with other parameters only")),
                    List.of(),
                    null))
        .toList();
  }

  private static List<Cell> lone(List<Measured> measured, List<Row.OfScores> scores) {
    Set<Cell> shown = scores.stream().map(Row.OfScores::cell).collect(Collectors.toSet());
    return measured.stream()
        .filter(one -> one.shows(Quantity.TIME) || one.isPaced())
        .map(Measured::cell)
        .filter(cell -> !shown.contains(cell))
        .toList();
  }

  private List<Draft<Row.OfRatios>> ratios(
      Counterparts counterparts,
      List<Rule.Objection> ofSides,
      Map<Cell, List<Rule.Objection>> objections) {
    List<Draft<Row.OfRatios>> rows = new ArrayList<>();
    for (var quantity : Quantity.values()) {
      Map<Cell, Counterparts.Pair> pairs = new LinkedHashMap<>();
      counterparts.pairs().stream()
          .filter(pair -> pair.base().shows(quantity) && pair.other().shows(quantity))
          .forEach(pair -> pairs.put(pair.base().cell(), pair));
      Map<String, List<Cell>> groups =
          pairs.keySet().stream()
              .collect(Collectors.groupingBy(Cell::group, LinkedHashMap::new, Collectors.toList()));
      groups.values().stream()
          .flatMap(cells -> Comparison.of(cells).stream())
          .forEach(
              comparison -> {
                var baseline = Objects.requireNonNull(pairs.get(comparison.baseline()));
                var contender = Objects.requireNonNull(pairs.get(comparison.other()));
                var own =
                    join(
                        objections.getOrDefault(comparison.baseline(), List.of()),
                        objections.getOrDefault(comparison.other(), List.of()));
                ratio(comparison, quantity, baseline, contender, join(ofSides, own))
                    .ifPresent(rows::add);
              });
    }
    return rows;
  }

  private Optional<Draft<Row.OfRatios>> ratio(
      Comparison comparison,
      Quantity quantity,
      Counterparts.Pair baseline,
      Counterparts.Pair contender,
      List<Rule.Objection> objections) {
    var inBase = inside(contender.base(), baseline.base(), quantity);
    var inOther = inside(contender.other(), baseline.other(), quantity);
    if (inBase.isEmpty() || inOther.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        draft(
            verdict ->
                new Row.OfRatios(
                    comparison, quantity, inBase.get(), inOther.get(), objections, verdict),
            Rule.Objection.refuseRatios(objections)
                ? Optional.empty()
                : Estimates.ofRatios(
                    contender.other().arm(quantity),
                    baseline.other().arm(quantity),
                    contender.base().arm(quantity),
                    baseline.base().arm(quantity),
                    terms.alpha()),
            objections,
            Stream.of(inBase.get(), inOther.get())
                .flatMap(judged -> judged.findings().stream())
                .distinct()
                .toList()));
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

  private static @Nullable ScoreEstimate mean(List<Row.OfScores> rows) {
    double[] ratios =
        rows.stream()
            .filter(row -> row.quantity() == Quantity.TIME && !row.isInDoubt())
            .mapToDouble(row -> Objects.requireNonNull(row.ratio()).ratio())
            .toArray();
    return ratios.length == 0 ? null : Estimates.mean(ratios);
  }
}
