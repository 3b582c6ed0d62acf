package dev.threadmill.report;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.report.table.Source;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What may have disturbed a run: of each kind the worst, with how many cells it touched.
final class Warnings {
  private Warnings() {}

  static List<String> of(List<Source> sources) {
    List<String> warnings = new ArrayList<>();
    for (var source : sources) {
      var manifest = source.run().manifest();
      if (manifest != null) {
        manifest.warnings().forEach(warning -> warnings.add(source.machine() + ": " + warning));
      }
      source
          .analysis()
          .driftWarnings()
          .forEach(
              finding ->
                  warnings.add(
                      source.machine() + ", check " + finding.code() + ": " + finding.sentence()));
      findings(source, warnings);
      long failed = Method.failed(source);
      if (failed > 0) {
        warnings.add(source.machine() + ": " + Readable.forks((int) failed) + " failed.");
      }
      withoutScore(source, warnings);
    }
    return warnings;
  }

  private static void findings(Source source, List<String> warnings) {
    Map<String, List<Finding>> byCode = new TreeMap<>();
    source
        .analysis()
        .cells()
        .forEach(
            cell ->
                cell.warnings()
                    .forEach(
                        finding ->
                            byCode
                                .computeIfAbsent(finding.code(), any -> new ArrayList<>())
                                .add(finding)));
    byCode.forEach(
        (code, findings) -> {
          var worst =
              findings.stream()
                  .filter(finding -> finding.level() == Level.BAD)
                  .findFirst()
                  .orElse(findings.getFirst());
          warnings.add(
              source.machine()
                  + ", check "
                  + code
                  + (findings.size() == 1
                      ? " at one cell: "
                      : " at " + findings.size() + " cells, such as: ")
                  + worst.sentence());
        });
  }

  /// Cells that have no score, those with the same reason together.
  private static void withoutScore(Source source, List<String> warnings) {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    source.analysis().cells().stream()
        .filter(cell -> cell.status() != CellResult.Status.OK)
        .forEach(
            cell ->
                cells.computeIfAbsent(why(cell), any -> new ArrayList<>()).add(cell.cell().id()));
    cells.forEach(
        (why, ids) ->
            warnings.add(
                source.machine()
                    + ": "
                    + ids.getFirst()
                    + (ids.size() == 1 ? " " : " and " + (ids.size() - 1) + " more: ")
                    + why));
  }

  /// What became of a cell that has no score.
  static String why(CellResult cell) {
    var reason = Objects.requireNonNullElse(cell.reason(), "");
    return switch (cell.status()) {
      case NOT_APPLICABLE -> "cannot apply: " + reason;
      case FAILED -> "failed: " + reason;
      case NOT_RUN, OK -> "did not run: " + reason;
    };
  }
}
