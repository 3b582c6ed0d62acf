package dev.threadmill.report.table;

import dev.threadmill.analysis.Quantity;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.BenjaminiHochberg;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.PairedRatio;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.StoppingRule;
import dev.threadmill.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// A comparison of a run, by its scores or by what its forks reported beside them.
///
/// @param ratio of speeds: above 1 the other cell is better than the baseline
public record Answer(
    Source source, Quantity quantity, Comparison comparison, RatioEstimate ratio, Verdict verdict) {

  /// All comparisons of times, as the analysis made them.
  static Stream<Answer> byScore(Source source) {
    return source.analysis().comparisons().stream()
        .map(
            compared ->
                new Answer(
                    source,
                    Quantity.TIME,
                    compared.comparison(),
                    compared.ratio(),
                    compared.verdict()));
  }

  /// What a run says to two cells of a group that differ in one factor, whichever is the baseline;
  /// empty where too little was recorded to compare by.
  public static Optional<Answer> of(Quantity quantity, Source source, Comparison comparison) {
    return quantity == Quantity.TIME
        ? source
            .analysis()
            .compare(comparison)
            .map(
                compared ->
                    new Answer(source, quantity, comparison, compared.ratio(), compared.verdict()))
        : by(quantity, source, comparison);
  }

  /// What a run says to a headline question.
  public static List<Answer> to(Headline headline, Source source) {
    if (headline.quantity() == Quantity.TIME) {
      return byScore(source).filter(one -> headline.isAnsweredBy(one.comparison())).toList();
    }
    Map<Comparison, PairedRatio> ratios = new LinkedHashMap<>();
    source.run().groups().stream()
        .flatMap(group -> Comparison.of(group).stream())
        .filter(headline::isAnsweredBy)
        .forEach(
            comparison ->
                ratio(headline.quantity(), source, comparison)
                    .ifPresent(ratio -> ratios.put(comparison, ratio)));
    // All that are asked about a quantity are judged together.
    double[] q =
        BenjaminiHochberg.adjust(
            ratios.values().stream()
                .mapToDouble(ratio -> StoppingRule.honest(ratio.p()))
                .toArray());
    List<Answer> answers = new ArrayList<>();
    ratios.forEach(
        (comparison, ratio) ->
            answers.add(judged(headline.quantity(), source, comparison, ratio, q[answers.size()])));
    return List.copyOf(answers);
  }

  /// The answers under the conditions nearest to those under which the question is asked.
  public static List<Answer> typical(Headline headline, List<Answer> answers) {
    var typical = headline.typical(answers.stream().map(Answer::comparison).toList());
    return answers.stream().filter(answer -> typical.contains(answer.comparison())).toList();
  }

  /// What one side came to: nanoseconds, or bytes.
  public Optional<Figure> value(Cell cell) {
    return over(quantity, source, cell);
  }

  /// What a cell came to over its forks, in nanoseconds or bytes; empty where none shows it.
  public static Optional<Figure> over(Quantity quantity, Source source, Cell cell) {
    double[] forks =
        source.ended(cell).stream()
            .flatMapToDouble(fork -> of(quantity, cell, fork).stream())
            .filter(value -> value > 0)
            .toArray();
    return forks.length == 0 ? Optional.empty() : Optional.of(Figure.over(forks));
  }

  private static OptionalDouble of(Quantity quantity, Cell cell, ForkRecord fork) {
    return quantity == Quantity.TIME ? Times.nanos(cell, fork) : quantity.of(fork);
  }

  private static Optional<Answer> by(Quantity quantity, Source source, Comparison comparison) {
    return ratio(quantity, source, comparison)
        .map(ratio -> judged(quantity, source, comparison, ratio, StoppingRule.honest(ratio.p())));
  }

  private static Optional<PairedRatio> ratio(
      Quantity quantity, Source source, Comparison comparison) {
    List<Double> differences = new ArrayList<>();
    for (var other : source.ended(comparison.other())) {
      for (var baseline : source.ended(comparison.baseline())) {
        if (other.round() == baseline.round()) {
          difference(quantity, comparison, other, baseline).ifPresent(differences::add);
        }
      }
    }
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        PairedRatio.ofDifferences(
            differences.stream().mapToDouble(Double::doubleValue).toArray(), StoppingRule.ALPHA));
  }

  private static Answer judged(
      Quantity quantity, Source source, Comparison comparison, PairedRatio ratio, double q) {
    var verdict =
        new Judge(source.analysis().effect(), StoppingRule.ALPHA)
            .on(ratio, q, findings(source, comparison));
    return new Answer(source, quantity, comparison, ratio, verdict);
  }

  /// The logarithm of how much better the other is, which has less.
  private static Optional<Double> difference(
      Quantity quantity, Comparison comparison, ForkRecord other, ForkRecord baseline) {
    var less = of(quantity, comparison.other(), other);
    var more = of(quantity, comparison.baseline(), baseline);
    return less.isPresent() && more.isPresent() && less.getAsDouble() > 0 && more.getAsDouble() > 0
        ? Optional.of(Math.log(more.getAsDouble() / less.getAsDouble()))
        : Optional.empty();
  }

  private static List<Finding> findings(Source source, Comparison comparison) {
    return Stream.of(comparison.baseline(), comparison.other())
        .flatMap(cell -> source.result(cell).findings().stream())
        .distinct()
        .toList();
  }
}
