package dev.threadmill.report.findings;

import dev.threadmill.questions.Questions;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.table.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    placeholder.takes(1, true);
    var manifest = run.source().run().manifest();
    if (manifest == null) {
      throw placeholder.fault("asks how a JMH file was made, which it does not tell");
    }
    var words =
        placeholder.words().isEmpty()
            ? whole(manifest.command(), run.source())
            : run.source().again(new CellSearch(placeholder, run).all());
    return MarkdownText.code(JAVA + ShortCommand.typed(words));
  }

  /// The command of a run, as it was typed or by its questions, whichever is shorter.
  private static List<String> whole(List<String> command, Source source) {
    var cells = source.run().cells();
    var typed = ShortCommand.without(command, OWN);
    var jdks =
        cells.stream()
            .filter(cell -> cell.jdk() != null)
            .map(source::jdkToType)
            .distinct()
            .collect(Collectors.joining(","));
    if (!jdks.isEmpty()) {
      typed.addAll(List.of("--jdk", jdks));
    }
    var asked = new ArrayList<>(source.again(cells));
    ShortCommand.without(typed, ASKING).stream()
        .filter(word -> !word.equals("run") && Questions.find(word).isEmpty())
        .forEach(asked::add);
    return String.join(" ", typed).length() <= String.join(" ", asked).length() ? typed : asked;
  }
}
