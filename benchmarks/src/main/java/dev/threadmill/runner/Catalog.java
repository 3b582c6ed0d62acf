package dev.threadmill.runner;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The benchmarks in the jar, as JMH lists them.
public record Catalog(List<Entry> entries) {

  /// A benchmark and the values that each of its parameters takes unless told otherwise.
  public record Entry(String name, String mode, Map<String, List<String>> params) {}

  /// How many times as long as others each benchmark wants to be warmed up, by name: its annotation
  /// against what JMH does by default.
  static Map<String, Integer> warmUps() {
    return BenchmarkList.defaultList().getAll(SILENT, List.of()).stream()
        .collect(
            Collectors.toUnmodifiableMap(
                BenchmarkListEntry::getUsername,
                found ->
                    Math.max(
                        1,
                        found.getWarmupIterations().orElse(Defaults.WARMUP_ITERATIONS)
                            / Defaults.WARMUP_ITERATIONS),
                Math::max));
  }

  /// What each benchmark gives the JVM of its forks, by name.
  static Map<String, List<String>> jvmArguments() {
    return BenchmarkList.defaultList().getAll(SILENT, List.of()).stream()
        .collect(
            Collectors.toUnmodifiableMap(
                BenchmarkListEntry::getUsername,
                found ->
                    Stream.of(
                            found.getJvmArgsPrepend(), found.getJvmArgs(), found.getJvmArgsAppend())
                        .flatMap(some -> some.orElse(List.of()).stream())
                        .toList(),
                (one, same) -> one));
  }

  /// Where the benchmarks are that are ours to run: tests bring along others.
  private static final String SUITE = ".suite.";

  /// Where the benchmarks are that answer no question but prove the method of measurement.
  private static final String PROOFS = ".suite.proof.";

  private static final OutputFormat SILENT =
      OutputFormatFactory.createFormatInstance(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          VerboseMode.SILENT);

  /// All that answer a question.
  public static Catalog ofThisJar() {
    return listed(name -> name.contains(SUITE) && !name.contains(PROOFS));
  }

  /// Those whose answer is known before: the arms of `aa`.
  public static Catalog ofProofs() {
    return listed(name -> name.contains(PROOFS));
  }

  private static Catalog listed(Predicate<String> wanted) {
    return new Catalog(
        BenchmarkList.defaultList().getAll(SILENT, List.of()).stream()
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
