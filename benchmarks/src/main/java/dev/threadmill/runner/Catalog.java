package dev.threadmill.runner;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The benchmarks in the jar, as JMH lists them.
public record Catalog(List<Entry> entries) {

  /// A benchmark and the values that each of its parameters takes unless told otherwise.
  public record Entry(String name, String mode, Map<String, List<String>> params) {}

  public static Catalog ofThisJar() {
    var silent =
        OutputFormatFactory.createFormatInstance(
            new java.io.PrintStream(
                java.io.OutputStream.nullOutputStream(),
                false,
                java.nio.charset.StandardCharsets.UTF_8),
            VerboseMode.SILENT);
    return new Catalog(
        BenchmarkList.defaultList().getAll(silent, List.of()).stream()
            .map(Catalog::entry)
            .sorted(Comparator.comparing(Entry::name))
            .toList());
  }

  private static Entry entry(BenchmarkListEntry found) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    found
        .getParams()
        .orElse(Map.of())
        .forEach((name, values) -> params.put(name, Arrays.asList(values)));
    return new Entry(found.getUsername(), found.getMode().shortLabel(), params);
  }
}
