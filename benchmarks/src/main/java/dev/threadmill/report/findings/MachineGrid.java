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
import java.util.stream.Stream;

/// The machines of the runs: what all of them share, and a row a run of what they do not.
final class MachineGrid {
  private MachineGrid() {}

  /// @param document what the tables are for, where links start from
  static String of(Placeholder placeholder, List<QuotedRun> runs, Path document) {
    placeholder.takes(0, false);
    Map<String, Map<String, String>> byAlias = new LinkedHashMap<>();
    runs.forEach(run -> byAlias.put(run.alias(), facts(run, document)));
    Map<String, String> shared = new LinkedHashMap<>();
    Set<String> own = new LinkedHashSet<>();
    for (var facts : byAlias.values()) {
      facts.forEach(
          (name, value) -> {
            if (isOfAll(byAlias, name, value)) {
              shared.put(name, value);
            } else {
              own.add(name);
            }
          });
    }
    return Stream.of(shared(byAlias.keySet(), shared), own(byAlias, own))
        .filter(table -> !table.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private static boolean isOfAll(
      Map<String, Map<String, String>> byAlias, String name, String value) {
    return byAlias.values().stream().allMatch(facts -> value.equals(facts.get(name)));
  }

  private static String shared(Set<String> aliases, Map<String, String> facts) {
    if (facts.isEmpty()) {
      return "";
    }
    var whose = aliases.size() == 1 ? aliases.iterator().next() : "all runs";
    return table(
        List.of("", whose),
        facts.entrySet().stream()
            .map(fact -> List.of(MarkdownText.of(fact.getKey()), fact.getValue()))
            .toList());
  }

  private static String own(Map<String, Map<String, String>> byAlias, Set<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    List<String> header = new ArrayList<>(List.of("run"));
    names.forEach(name -> header.add(MarkdownText.of(name)));
    List<List<String>> rows = new ArrayList<>();
    byAlias.forEach(
        (alias, facts) -> {
          List<String> row = new ArrayList<>(List.of(alias));
          names.forEach(name -> row.add(facts.getOrDefault(name, "unknown")));
          rows.add(row);
        });
    return table(header, rows);
  }

  private static String table(List<String> header, List<List<String>> rows) {
    return MarkdownText.table(header, rows).stripTrailing();
  }

  /// What is known of a machine, by name; of what there is several, as JDKs, all.
  private static Map<String, String> facts(QuotedRun run, Path document) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Folder", link(run, document));
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
