package dev.threadmill.report.findings;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.Readable;
import dev.threadmill.report.table.Answer;
import dev.threadmill.report.table.Figure;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Quantity;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;

/// The score of a cell in words: a time of an operation, with its interval.
final class CellScore {
  private CellScore() {}

  static String of(Placeholder placeholder, QuotedRun run, Cell cell) {
    var source = run.source();
    var result = source.result(cell);
    var missing = Quotes.missing(result);
    if (missing.isPresent()) {
      return missing.get();
    }
    if (source.isPaced(cell)) {
      throw placeholder.fault("asks for the time of what works at a set rate: quote its latency");
    }
    var text =
        Answer.over(Quantity.TIME, source, cell)
            .map(Readable::nanos)
            .orElseGet(() -> inItsUnit(result));
    return text
        + result.findings().stream()
            .filter(finding -> finding.level() == Level.BAD)
            .map(Finding::sentence)
            .map(sentence -> " (not trustworthy: " + Quotes.within(sentence) + ")")
            .findFirst()
            .orElse("");
  }

  /// What is not of time.
  private static String inItsUnit(CellResult result) {
    var score = result.score();
    return score == null
        ? "n/a"
        : Readable.in(
            MarkdownText.of(result.unit()),
            new Figure(score.score(), score.interval(), score.forks()));
  }
}
