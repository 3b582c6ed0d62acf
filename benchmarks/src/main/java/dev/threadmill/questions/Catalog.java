package dev.threadmill.questions;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The benchmarks in the jar, as JMH lists them.
public record Catalog(List<Entry> entries) {
  /// A benchmark.
  ///
  /// @param name of class and method
  /// @param params the values that each of its parameters takes unless told otherwise
  /// @param warmUps how many times as long as others it wants to be warmed up: its annotation
  ///     against what JMH does by default
  /// @param measuredMillis how long its annotation says that it measures; 0 where it says nothing
  /// @param jvmArguments what it gives the JVM of its forks
  /// @param unit of its scores, such as `ns/op`
  /// @param coldShots how often a benchmark that is measured once runs before it counts
  /// @param shots how often it runs then
  public record Entry(
      String name,
      String mode,
      Map<String, List<String>> params,
      int warmUps,
      long measuredMillis,
      List<String> jvmArguments,
      String unit,
      int coldShots,
      int shots) {}

  /// Where the benchmarks are that are ours to run: tests bring along others.
  private static final String SUITE = ".suite.";

  /// Where the benchmarks are that answer no question but prove the method of measurement.
  private static final String PROOFS = ".suite.proof.";

  private static final List<Entry> LISTED = listed();

  /// All that answer a question.
  public static Catalog ofThisJar() {
    return those(name -> name.contains(SUITE) && !name.contains(PROOFS));
  }

  /// Those whose answer is known before: the arms of `aa`.
  public static Catalog ofProofs() {
    return those(name -> name.contains(PROOFS));
  }

  /// The benchmark of a name, wherever it is; empty where the jar has none.
  public static Optional<Entry> find(String benchmark) {
    return LISTED.stream().filter(entry -> entry.name().equals(benchmark)).findFirst();
  }

  private static Catalog those(Predicate<String> wanted) {
    return new Catalog(LISTED.stream().filter(entry -> wanted.test(entry.name())).toList());
  }

  private static List<Entry> listed() {
    var silent =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            VerboseMode.SILENT);
    return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
        .map(Catalog::entry)
        .sorted(Comparator.comparing(Entry::name))
        .toList();
  }

  private static Entry entry(BenchmarkListEntry found) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    var declared = found.getParams().orElse(Map.of());
    declared.forEach((name, values) -> params.put(name, Arrays.asList(values)));
    int warmUps =
        found.getWarmupIterations().orElse(Defaults.WARMUP_ITERATIONS) / Defaults.WARMUP_ITERATIONS;
    return new Entry(
        found.getUsername(),
        found.getMode().shortLabel(),
        params,
        Math.max(1, warmUps),
        found.getMeasurementTime().orElse(TimeValue.NONE).convertTo(TimeUnit.MILLISECONDS),
        Stream.of(found.getJvmArgsPrepend(), found.getJvmArgs(), found.getJvmArgsAppend())
            .flatMap(some -> some.orElse(List.of()).stream())
            .toList(),
        TimeValue.tuToString(found.getTimeUnit().orElse(TimeUnit.SECONDS)) + "/op",
        found.getWarmupIterations().orElse(0),
        found.getMeasurementIterations().orElse(1));
  }
}
