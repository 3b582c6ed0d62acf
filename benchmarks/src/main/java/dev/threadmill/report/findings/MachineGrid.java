package dev.threadmill.report.findings;

import dev.threadmill.report.Html;
import dev.threadmill.report.MachineFacts;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.ReportModel.Fact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The machines of the runs, a column each.
final class MachineGrid {
  private MachineGrid() {}

  /// @param document what the table is for, where links start from
  static String of(Placeholder placeholder, List<QuotedRun> runs, Path document) {
    placeholder.takes(0, false);
    List<String> header = new ArrayList<>(List.of(""));
    List<Map<String, String>> columns = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (var run : runs) {
      header.add(run.alias());
      var facts = facts(run, document);
      names.addAll(facts.keySet());
      columns.add(facts);
    }
    List<List<String>> rows = new ArrayList<>();
    for (var name : names) {
      List<String> row = new ArrayList<>(List.of(MarkdownText.of(name)));
      columns.forEach(facts -> row.add(facts.getOrDefault(name, "unknown")));
      rows.add(row);
    }
    return MarkdownText.table(header, rows).stripTrailing();
  }

  /// What is known of a machine, by name; of what there is several, as JDKs, all.
  private static Map<String, String> facts(QuotedRun run, Path document) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Run", link(run, document));
    var manifest = run.source().run().manifest();
    if (manifest != null) {
      facts.put("Name", MarkdownText.of(manifest.machine()));
      facts.put("Measured", MarkdownText.of(manifest.started()));
      facts.put(
          "Jar",
          MarkdownText.of(manifest.suite().version() + ", commit " + manifest.suite().commit()));
    }
    facts.putAll(
        MachineFacts.of(run.source()).facts().stream()
            .collect(
                Collectors.groupingBy(
                    Fact::name,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        fact -> MarkdownText.of(fact.value()), Collectors.joining("; ")))));
    return facts;
  }

  /// The name of a run, which leads to its folder where that is below the document's.
  private static String link(QuotedRun run, Path document) {
    var name = MarkdownText.of(run.source().run().name());
    return Html.url(document, run.folder()).map(url -> "[" + name + "](" + url + ")").orElse(name);
  }
}
