package dev.threadmill.report.findings;

import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.results.Cell;
import java.util.List;
import java.util.Set;

/// The command that measures again what a placeholder names: some cells, or the whole run.
final class RepeatCommand {
  private static final String JAVA = "java -jar benchmarks/target/benchmarks.jar ";

  /// Where a run is kept and what it is called is up to whoever repeats it; JDKs are named anew.
  private static final Set<String> OWN = Set.of("--out", "--machine", "--resume", "--jdk");

  private RepeatCommand() {}

  static String of(Placeholder placeholder, QuotedRun run) {
    placeholder.takes(1, true, Placeholder.RUN);
    var manifest = run.source().run().manifest();
    if (manifest == null) {
      throw placeholder.fault("asks how a JMH file was made, which it does not tell");
    }
    var words =
        placeholder.words().isEmpty()
            ? whole(manifest.command(), run)
            : ShortCommand.of(
                new CellSearch(placeholder, run).all(), manifest.preset(), cell -> jdk(run, cell));
    // In a code span nothing can be escaped.
    return words.stream().allMatch(ShortCommand::isPlain)
        ? "`" + JAVA + String.join(" ", words) + "`"
        : MarkdownText.of(JAVA + ShortCommand.typed(words));
  }

  /// The command of a run, with JDKs by their versions: where somebody keeps them is of no use to
  /// others.
  private static List<String> whole(List<String> command, QuotedRun run) {
    var words = ShortCommand.without(command, OWN);
    var jdks =
        run.source().run().cells().stream()
            .filter(cell -> cell.jdk() != null)
            .map(cell -> jdk(run, cell))
            .distinct()
            .toList();
    if (!jdks.isEmpty()) {
      words.addAll(List.of("--jdk", String.join(",", jdks)));
    }
    return words;
  }

  /// The name that the run gave a JDK; its version where that is a folder.
  private static String jdk(QuotedRun run, Cell cell) {
    var name = String.valueOf(cell.jdk());
    return name.matches("[\\w.+-]+") ? name : run.source().jdk(cell);
  }
}
