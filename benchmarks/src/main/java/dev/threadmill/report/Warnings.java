package dev.threadmill.report;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The sentences on what may have disturbed a run: the worst of each kind, with how many cells it
/// affects.
final class Warnings {
  private final Source source;
  private final List<String> warnings = new ArrayList<>();

  private Warnings(Source source) {
    this.source = source;
  }

  static List<String> of(List<Source> sources) {
    return sources.stream().flatMap(source -> new Warnings(source).all().stream()).toList();
  }

  private List<String> all() {
    var manifest = source.run().manifest();
    if (manifest != null) {
      manifest.warnings().forEach(warning -> add(": ", warning));
    }
    source
        .analysis()
        .drift()
        .forEach(finding -> add(", check " + finding.code() + ": ", finding.sentence()));
    findings();
    long failed =
        source.run().forks().stream().filter(fork -> fork.outcome() == Outcome.FAILED).count();
    if (failed > 0) {
      add(": ", Readable.forks((int) failed) + " failed.");
    }
    withoutScore();
    return warnings;
  }

  private void add(String link, String sentence) {
    warnings.add(source.machine() + link + sentence);
  }

  private void findings() {
    Map<String, List<Finding>> byCode = new TreeMap<>();
    for (var cell : source.analysis().cells()) {
      for (var finding : cell.warnings()) {
        byCode.computeIfAbsent(finding.code(), any -> new ArrayList<>()).add(finding);
      }
    }
    byCode.forEach(
        (code, findings) -> {
          var worst =
              findings.stream()
                  .filter(finding -> finding.level() == Level.BAD)
                  .findFirst()
                  .orElse(findings.getFirst());
          int cells = findings.size();
          var where = cells == 1 ? " at one cell: " : " at " + cells + " cells, such as: ";
          add(", check " + code + where, worst.sentence());
        });
  }

  /// Cells that have no score, those with the same reason together.
  private void withoutScore() {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    source.analysis().cells().stream()
        .filter(cell -> cell.status() != CellResult.Status.OK)
        .forEach(
            cell ->
                cells.computeIfAbsent(cell.why(), any -> new ArrayList<>()).add(cell.cell().id()));
    cells.forEach(
        (why, ids) -> {
          var more = ids.size() == 1 ? " " : " and " + (ids.size() - 1) + " more: ";
          add(": ", ids.getFirst() + more + why);
        });
  }
}
