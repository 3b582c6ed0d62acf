package dev.threadmill.report.findings;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.RunReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A run of a template's head.
record QuotedRun(String alias, Path folder, Source source) {
  /// The runs of a template by alias, in the order of its head.
  static Map<String, QuotedRun> all(Map<String, Path> folders) {
    var analyses =
        folders.values().stream().map(path -> RunAnalysis.of(RunReader.read(path))).toList();
    var sources = Source.of(analyses).iterator();
    Map<String, QuotedRun> runs = new LinkedHashMap<>();
    folders.forEach((alias, path) -> runs.put(alias, new QuotedRun(alias, path, sources.next())));
    return runs;
  }

  /// The runs that a placeholder names, with commas, or the first.
  static List<QuotedRun> all(Placeholder quote, Map<String, QuotedRun> runs) {
    var first = runs.keySet().iterator().next();
    List<QuotedRun> named = new ArrayList<>();
    for (var alias : quote.options().getOrDefault(Placeholder.RUN, first).split(",", -1)) {
      var run = runs.get(alias);
      if (run == null) {
        throw quote.fault(
            "names the run \"%s\", and the head has %s%s",
            alias, String.join(", ", runs.keySet()), Nearest.to(alias, runs.keySet()));
      }
      named.add(run);
    }
    return named;
  }
}
