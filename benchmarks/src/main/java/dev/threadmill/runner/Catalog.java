package dev.threadmill.runner;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The benchmarks in the jar, as JMH lists them.
public record Catalog(List<Entry> entries) {

  /// A benchmark and the values that each of its parameters takes unless told otherwise.
  public record Entry(String name, String mode, Map<String, List<String>> params) {}

  /// Where the benchmarks are that answer no question but prove the method of measurement.
  private static final String PROOFS = ".suite.proof.";

  /// All that answer a question.
  public static Catalog ofThisJar() {
    return listed(name -> !name.contains(PROOFS));
  }

  /// Those whose answer is known before: the arms of `aa`.
  public static Catalog ofProofs() {
    return listed(name -> name.contains(PROOFS));
  }

  private static Catalog listed(Predicate<String> wanted) {
    var silent =
        OutputFormatFactory.createFormatInstance(
            new java.io.PrintStream(
                java.io.OutputStream.nullOutputStream(),
                false,
                java.nio.charset.StandardCharsets.UTF_8),
            VerboseMode.SILENT);
    return new Catalog(
        BenchmarkList.defaultList().getAll(silent, List.of()).stream()
            .filter(found -> wanted.test(found.getUsername()))
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
