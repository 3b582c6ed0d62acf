package dev.threadmill.cli;

import dev.threadmill.analysis.Quantity;
import dev.threadmill.analysis.compare.Against;
import dev.threadmill.analysis.compare.Effect;
import dev.threadmill.analysis.compare.Objection;
import dev.threadmill.analysis.compare.RatioRow;
import dev.threadmill.analysis.compare.ScoreRow;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of a comparison as tables.
final class ComparisonTables {
  private static final String CANNOT_TELL = "~ ";

  private final boolean coloured;

  ComparisonTables(boolean coloured) {
    this.coloured = coloured;
  }

  Table scores(Against against) {
    var table = new Table();
    table.add("benchmark", "base", "new", "new/base [95 % CI]", "q", "verdict");
    for (ScoreRow row : against.scores()) {
      table.add(
          paint(row.verdict()),
          name(row.cell().id(), row.quantity()),
          Figures.score(row.base(), row.unit()),
          Figures.score(row.other(), row.unit()),
          Figures.ratio(row.ratio()),
          Figures.probability(row.q()),
          words(row.verdict(), row.quantity(), refusals(row.objections(), true))
              + flags(row.objections(), against, true));
    }
    return table;
  }

  Table ratios(Against against) {
    var table = new Table();
    table.add("ratio inside each side", "base", "new", "new/base [95 % CI]", "q", "verdict");
    for (RatioRow row : against.ratios()) {
      table.add(
          paint(row.verdict()),
          name(name(row.comparison()), row.quantity()),
          Figures.ratio(row.base()),
          Figures.ratio(row.other()),
          Figures.ratio(row.ratio()),
          Figures.probability(row.q()),
          advantage(row) + flags(row.objections(), against, false));
    }
    return table;
  }

  private UnaryOperator<String> paint(@Nullable Verdict verdict) {
    return coloured ? Ruling.of(verdict)::paint : UnaryOperator.identity();
  }

  private static String words(@Nullable Verdict verdict, Quantity quantity, String refusals) {
    return switch (verdict) {
      case null -> "REFUSED: " + refusals;
      case Verdict.Undecided undecided -> CANNOT_TELL + undecided.words();
      default -> words(verdict, quantity);
    };
  }

  /// Memory is not faster.
  private static String words(Verdict verdict, Quantity quantity) {
    return quantity == Quantity.TIME
        ? verdict.words()
        : verdict.words().replace("faster", "better").replace("slower", "worse");
  }

  private static String advantage(RatioRow row) {
    String words = words(row.verdict(), Quantity.TIME, refusals(row.objections(), false));
    return row.verdict() instanceof Verdict.Different || row.verdict() instanceof Verdict.Slight
        ? "advantage " + words.replace("faster", "larger").replace("slower", "smaller")
        : words;
  }

  static String refusals(List<Objection> objections, boolean ofScores) {
    return objections.stream()
        .filter(o -> effect(o, ofScores) == Effect.REFUSE)
        .map(Objection::sentence)
        .collect(Collectors.joining("; "));
  }

  private static Effect effect(Objection objection, boolean ofScores) {
    return ofScores ? objection.rule().onScores() : objection.rule().onRatios();
  }

  /// What is said of a row beside its verdict, and was not said of all rows above.
  private static String flags(List<Objection> objections, Against against, boolean ofScores) {
    String flags =
        objections.stream()
            .filter(o -> !against.objections().contains(o))
            .filter(o -> effect(o, ofScores) == Effect.FLAG)
            .map(Objection::sentence)
            .collect(Collectors.joining("; "));
    return flags.isEmpty() ? "" : " (" + flags + ")";
  }

  private static String name(String cells, Quantity quantity) {
    return quantity == Quantity.TIME ? cells : cells + ": " + quantity.words();
  }

  /// The two cells of a comparison by what differs between them, and what they share.
  static String name(Comparison comparison) {
    String factor = comparison.factor();
    Map<String, String> shared = new java.util.LinkedHashMap<>(comparison.baseline().coordinates());
    String rest =
        shared.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(factor))
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return comparison.baseline().shortName()
        + (rest.isEmpty() ? "" : "[" + rest + "]")
        + " "
        + value(comparison.other(), factor)
        + "/"
        + value(comparison.baseline(), factor);
  }

  private static String value(Cell cell, String factor) {
    return cell.coordinates().getOrDefault(factor, "");
  }
}
