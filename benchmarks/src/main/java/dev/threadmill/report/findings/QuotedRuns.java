package dev.threadmill.report.findings;

import dev.threadmill.analysis.RunAnalysis;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.RunReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The runs of a template, by what it calls them.
final class QuotedRuns {
  private final Map<String, QuotedRun> byAlias = new LinkedHashMap<>();

  private QuotedRuns() {}

  static QuotedRuns of(Head head) {
    var analyses =
        head.runs().values().stream().map(path -> RunAnalysis.of(RunReader.read(path))).toList();
    var sources = Source.of(analyses).iterator();
    var runs = new QuotedRuns();
    head.runs()
        .forEach(
            (alias, path) -> runs.byAlias.put(alias, new QuotedRun(alias, path, sources.next())));
    return runs;
  }

  List<QuotedRun> all() {
    return List.copyOf(byAlias.values());
  }

  /// The run that a placeholder names, or the first.
  QuotedRun of(Placeholder placeholder) {
    var alias = placeholder.options().get(Placeholder.RUN);
    return alias == null ? first() : named(placeholder, alias);
  }

  private QuotedRun first() {
    return byAlias.values().iterator().next();
  }

  /// The runs that a placeholder names, with commas, or the first.
  List<QuotedRun> allOf(Placeholder placeholder) {
    var aliases = placeholder.options().get(Placeholder.RUN);
    if (aliases == null) {
      return List.of(first());
    }
    List<QuotedRun> runs = new ArrayList<>();
    for (var alias : aliases.split(",", -1)) {
      runs.add(named(placeholder, alias));
    }
    return runs;
  }

  private QuotedRun named(Placeholder placeholder, String alias) {
    var run = byAlias.get(alias);
    if (run == null) {
      throw placeholder.fault(
          "names the run \""
              + alias
              + "\", and the head has "
              + String.join(", ", byAlias.keySet())
              + Nearest.to(alias, byAlias.keySet()));
    }
    return run;
  }
}
