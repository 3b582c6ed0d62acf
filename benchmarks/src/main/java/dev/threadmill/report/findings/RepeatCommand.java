package dev.threadmill.report.findings;

import dev.threadmill.questions.Questions;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest;
import java.util.List;
import java.util.Set;

/// The command that measures again what a placeholder names: some cells, or the whole run.
final class RepeatCommand {
  private static final String JAVA = "java -jar benchmarks/target/benchmarks.jar ";

  /// Where a run is kept and what it is called is up to whoever repeats it; JDKs are named anew.
  private static final Set<String> OWN = Set.of("--out", "--machine", "--resume", "--jdk");

  /// The options that say what is measured.
  private static final Set<String> ASKING =
      Set.of("--preset", "--include", "--param", "--cores", "--jdk");

  private RepeatCommand() {}

  static String of(Placeholder placeholder, QuotedRun run) {
    placeholder.takes(1, true, Placeholder.RUN);
    var manifest = run.source().run().manifest();
    if (manifest == null) {
      throw placeholder.fault("asks how a JMH file was made, which it does not tell");
    }
    var words =
        placeholder.words().isEmpty()
            ? whole(manifest, run)
            : ofCells(new CellSearch(placeholder, run).all(), manifest, run);
    // In a code span nothing can be escaped.
    return words.stream().allMatch(ShortCommand::isPlain)
        ? "`" + JAVA + String.join(" ", words) + "`"
        : MarkdownText.of(JAVA + ShortCommand.typed(words));
  }

  private static List<String> ofCells(List<Cell> cells, RunManifest manifest, QuotedRun run) {
    return ShortCommand.of(cells, manifest.preset(), cell -> jdk(run, cell));
  }

  /// The command of a run, as it was typed or by its questions, whichever is shorter.
  private static List<String> whole(RunManifest manifest, QuotedRun run) {
    var cells = run.source().run().cells();
    var typed = ShortCommand.without(manifest.command(), OWN);
    var jdks =
        cells.stream()
            .filter(cell -> cell.jdk() != null)
            .map(cell -> jdk(run, cell))
            .distinct()
            .toList();
    if (!jdks.isEmpty()) {
      typed.addAll(List.of("--jdk", String.join(",", jdks)));
    }
    var asked = ofCells(cells, manifest, run);
    ShortCommand.without(typed, ASKING).stream()
        .filter(word -> !word.equals("run") && Questions.find(word).isEmpty())
        .forEach(asked::add);
    return String.join(" ", typed).length() <= String.join(" ", asked).length() ? typed : asked;
  }

  /// The name that the run gave a JDK; its version where that is a folder.
  private static String jdk(QuotedRun run, Cell cell) {
    var name = String.valueOf(cell.jdk());
    return name.matches("[\\w.+-]+") ? name : run.source().jdk(cell);
  }
}
