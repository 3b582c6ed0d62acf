package dev.threadmill.report.findings;

import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.report.table.Answer;
import dev.threadmill.results.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// How two cells compare, in words: their ratio, or the verdict on it.
final class PairFigure {
  /// What `what=` may say.
  private static final Map<String, Quantity> QUANTITIES =
      Map.of(
          "speed", Quantity.TIME,
          "time", Quantity.TIME,
          "memory", Quantity.MEMORY,
          "latency", Quantity.LATENCY,
          "delay", Quantity.DELAY);

  private PairFigure() {}

  static String ratio(Placeholder placeholder, QuotedRun run) {
    var compared = compared(placeholder, run);
    if (compared.answer().isEmpty()) {
      return compared.why();
    }
    return compared
        .answer()
        .get()
        .relation()
        .measured(Objects.requireNonNull(QUANTITIES.get(what(placeholder))));
  }

  static String verdict(Placeholder placeholder, QuotedRun run) {
    var compared = compared(placeholder, run);
    return compared.answer().isEmpty()
        ? compared.why()
        : MarkdownText.of(compared.answer().get().verdict().words());
  }

  /// @param why there is no answer, in words
  private record Comparing(Optional<Answer> answer, String why) {}

  private static Comparing compared(Placeholder placeholder, QuotedRun run) {
    placeholder.takes(1, true, Placeholder.RUN, Placeholder.OF, Placeholder.TO, Placeholder.WHAT);
    var quantity = QUANTITIES.get(what(placeholder));
    if (quantity == null) {
      var known = new TreeSet<>(QUANTITIES.keySet());
      throw placeholder.fault(
          "has no what="
              + what(placeholder)
              + ": there are "
              + String.join(", ", known)
              + Nearest.to(what(placeholder), known));
    }
    var source = run.source();
    var pair = new CellSearch(placeholder, run).pair();
    for (var cell : List.of(pair.other(), pair.baseline())) {
      var missing = Quotes.missing(source.result(cell));
      if (missing.isPresent()) {
        return new Comparing(Optional.empty(), missing.get());
      }
    }
    if (quantity == Quantity.TIME && source.isPaced(pair.other())) {
      throw placeholder.fault("asks for the time of what works at a set rate: say what=latency");
    }
    return new Comparing(
        Answer.of(quantity, source, pair), "n/a: too little was recorded to compare by");
  }

  private static String what(Placeholder placeholder) {
    return placeholder.options().getOrDefault(Placeholder.WHAT, "speed");
  }
}
