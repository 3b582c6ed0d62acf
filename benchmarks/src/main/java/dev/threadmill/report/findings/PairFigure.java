package dev.threadmill.report.findings;

import dev.threadmill.analysis.Quantity;
import dev.threadmill.report.Readable;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Figure;
import dev.threadmill.stats.Verdict;
import java.util.List;
import java.util.Map;
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
    var answer = compared.answer().get();
    boolean speed = what(placeholder).equals("speed");
    var figure = speed ? Figure.ofSpeed(answer.ratio()) : Figure.ofTime(answer.ratio());
    var doubt = doubt(answer.verdict());
    return Readable.ratio(figure) + " times" + (doubt.isEmpty() ? "" : " (" + doubt + ")");
  }

  static String verdict(Placeholder placeholder, QuotedRun run) {
    var compared = compared(placeholder, run);
    if (compared.answer().isEmpty()) {
      return compared.why();
    }
    var verdict = compared.answer().get().verdict();
    return switch (verdict) {
      case Verdict.Different different -> side(placeholder, different.faster());
      case Verdict.Slight slight ->
          side(placeholder, slight.faster()) + ", maybe by less than matters";
      case Verdict.Same same -> same.words();
      case Verdict.Undecided ignored -> doubt(verdict);
      case Verdict.NotTrustworthy ignored -> doubt(verdict);
    };
  }

  private static String side(Placeholder placeholder, boolean better) {
    return switch (what(placeholder)) {
      case "memory" -> better ? "less" : "more";
      case "latency", "delay" -> better ? "shorter" : "longer";
      default -> better ? "faster" : "slower";
    };
  }

  /// Why a comparison decides nothing; nothing where it does.
  private static String doubt(Verdict verdict) {
    return switch (verdict) {
      case Verdict.NotTrustworthy not ->
          "not trustworthy: " + Quotes.within(not.reason().sentence());
      case Verdict.Undecided open -> "cannot tell: " + whatWouldTell(open);
      case Verdict.Different ignored -> "";
      case Verdict.Slight ignored -> "";
      case Verdict.Same ignored -> "";
    };
  }

  private static String whatWouldTell(Verdict.Undecided open) {
    return open.moreRounds().isEmpty() ? "only more runs can" : open.rounds() + " would";
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
