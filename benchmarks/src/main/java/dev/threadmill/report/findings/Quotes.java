package dev.threadmill.report.findings;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.chart.Nearest;
import java.util.List;
import java.util.Optional;

/// What stands in place of a placeholder. A figure that is not to be had is words that say why.
final class Quotes {
  static final List<String> KINDS =
      List.of(
          "ratio",
          "verdict",
          "score",
          "scores",
          "metric",
          "latency",
          "profile",
          "chart",
          "claims",
          "machines",
          "repeat",
          "begin",
          "end");

  private final QuotedRuns runs;
  private final QuotedCharts charts;

  Quotes(QuotedRuns runs, QuotedCharts charts) {
    this.runs = runs;
    this.charts = charts;
  }

  /// The Markdown of a placeholder.
  String of(Placeholder placeholder) {
    return switch (placeholder.kind()) {
      case "ratio" -> PairFigure.ratio(placeholder, runs.of(placeholder));
      case "verdict" -> PairFigure.verdict(placeholder, runs.of(placeholder));
      case "score" -> score(placeholder);
      case "scores" -> ScoreGrid.of(placeholder, runs.of(placeholder));
      case "metric" -> metric(placeholder);
      case "latency" -> LatencyFigure.of(placeholder, runs.of(placeholder));
      case "profile" -> ProfileFigure.of(placeholder, runs.of(placeholder), charts.document());
      case "chart" -> charts.of(placeholder);
      case "claims" -> ClaimGrid.of(placeholder, runs.allOf(placeholder));
      case "machines" -> MachineGrid.of(placeholder, runs.all(), charts.document());
      case "repeat" -> RepeatCommand.of(placeholder, runs.of(placeholder));
      default ->
          throw placeholder.fault(
              "is nothing that can be quoted: there are "
                  + String.join(", ", KINDS)
                  + Nearest.to(placeholder.kind(), KINDS));
    };
  }

  private String score(Placeholder placeholder) {
    placeholder.takes(1, true, Placeholder.RUN);
    var run = runs.of(placeholder);
    return CellScore.of(placeholder, run, new CellSearch(placeholder, run).one());
  }

  private String metric(Placeholder placeholder) {
    placeholder.takes(1, true, Placeholder.RUN, Placeholder.METRIC);
    var run = runs.of(placeholder);
    var cell = new CellSearch(placeholder, run).one();
    return missing(run.source().result(cell))
        .orElseGet(() -> MetricFigure.of(placeholder, run.source(), cell));
  }

  /// Why a cell has no figure, if it has none.
  static Optional<String> missing(CellResult result) {
    var reason = result.reason() == null ? "" : within(result.reason());
    return switch (result.status()) {
      case OK -> Optional.empty();
      case NOT_APPLICABLE -> Optional.of("n/a: " + reason);
      case FAILED -> Optional.of("failed: " + reason);
      case NOT_RUN -> Optional.of("not run: " + reason);
    };
  }

  /// A sentence as a part of another.
  static String within(String sentence) {
    return MarkdownText.of(sentence.strip().replaceFirst("\\.$", ""));
  }
}
