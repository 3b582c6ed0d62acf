package dev.threadmill.report.findings;

import dev.threadmill.report.MarkdownText;
import dev.threadmill.results.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The command that measures again what a placeholder names: some cells, or the whole run.
final class RepeatCommand {
  private static final String JAVA = "java -jar benchmarks/target/benchmarks.jar ";

  /// What a shell, and a code span of Markdown, take as it is.
  private static final Pattern PLAIN = Pattern.compile("[\\w.,:=/+%-]+");

  /// Where a run is kept and what it is called is up to whoever repeats it.
  private static final Set<String> OWN = Set.of("--out", "--machine", "--resume");

  private RepeatCommand() {}

  static String of(Placeholder placeholder, QuotedRun run) {
    placeholder.takes(1, true, Placeholder.RUN);
    return code(
        placeholder.words().isEmpty()
            ? whole(placeholder, run)
            : cells(run, new CellSearch(placeholder, run).all()));
  }

  private static List<String> whole(Placeholder placeholder, QuotedRun run) {
    var manifest = run.source().run().manifest();
    if (manifest == null) {
      throw placeholder.fault("asks how a JMH file was made, which it does not tell");
    }
    List<String> words = new ArrayList<>();
    var given = manifest.command();
    for (int i = 0; i < given.size(); i++) {
      var option = given.get(i).replaceFirst("=.*", "");
      if (OWN.contains(option)) {
        i += option.equals(given.get(i)) ? 1 : 0;
      } else if (option.equals("--jdk") || (i > 0 && given.get(i - 1).equals("--jdk"))) {
        words.add(jdks(run, given.get(i)));
      } else {
        words.add(given.get(i));
      }
    }
    return words;
  }

  /// A JDK by its version: where somebody keeps it is of no use to others.
  private static String jdks(QuotedRun run, String words) {
    var named = words;
    for (var cell : run.source().run().cells()) {
      if (cell.jdk() != null) {
        named = named.replace(cell.jdk(), run.source().jdk(cell));
      }
    }
    return named;
  }

  private static List<String> cells(QuotedRun run, List<Cell> cells) {
    List<String> words = new ArrayList<>(List.of("run"));
    var manifest = run.source().run().manifest();
    if (manifest != null) {
      words.addAll(List.of("--preset", manifest.preset()));
    }
    Set<String> benchmarks = new LinkedHashSet<>();
    Map<String, Set<String>> params = new LinkedHashMap<>();
    Map<String, Set<String>> axes = new LinkedHashMap<>();
    for (var cell : cells) {
      benchmarks.add(cell.shortName());
      cell.params().forEach((name, value) -> add(params, name, value));
      if (cell.cores() != null) {
        add(axes, "--cores", cell.cores().toString());
      }
      if (cell.jdk() != null) {
        add(axes, "--jdk", run.source().jdk(cell));
      }
    }
    benchmarks.forEach(name -> words.addAll(List.of("--include", name)));
    params.forEach(
        (name, values) -> words.addAll(List.of("--param", name + "=" + String.join(",", values))));
    axes.forEach((option, values) -> words.addAll(List.of(option, String.join(",", values))));
    return words;
  }

  private static void add(Map<String, Set<String>> all, String name, String value) {
    all.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(value);
  }

  private static String code(List<String> words) {
    boolean plain = words.stream().allMatch(word -> PLAIN.matcher(word).matches());
    if (plain) {
      return "`" + JAVA + String.join(" ", words) + "`";
    }
    // In a code span nothing can be escaped.
    var quoted =
        words.stream()
            .map(
                word ->
                    PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
            .toList();
    return MarkdownText.of(JAVA + String.join(" ", quoted));
  }
}
