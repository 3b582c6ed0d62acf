package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Factor;
import dev.threadmill.analysis.compare.Only;
import dev.threadmill.analysis.compare.RunComparison;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = {
      "Compares runs with a base run. A run is a run folder or a JMH JSON file.",
      "Runs under the same conditions form one side, and so do runs with commas between them."
          + " Exactly one factor may differ between sides; other rows are refused with the reason."
    },
    footer = {
      "",
      "Exit codes: 0 nothing is slower; 1 something is slower, takes more memory, allocates more or"
          + " has a higher latency, by more than matters; 2 bad input, or nothing is slower but"
          + " rows are refused or unreliable."
    })
final class CompareCommand extends Subcommand {
  private static final int SLOWER = 1;

  @Parameters(index = "0", paramLabel = "BASE", description = "The run to compare with.")
  Path base = Path.of("");

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "NEW", description = "Other runs.")
  List<Path> others = new ArrayList<>();

  @Option(
      names = "--factor",
      paramLabel = "NAME",
      description = "The factor that is meant to differ: ${COMPLETION-CANDIDATES}.")
  @Nullable Factor factor;

  @Option(
      names = "--history",
      paramLabel = "RUN",
      arity = "1..*",
      description = {
        "Earlier runs, which show how much runs of the same code differ.",
        "Without it, those in the folders beside the given runs."
      })
  List<Path> history = new ArrayList<>();

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Compares only rows whose name, or the id of whose cell, matches.")
  @Nullable String only;

  @Option(names = "--format", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
  Format format = Format.TEXT;

  @Override
  public Integer call() throws Exception {
    var out = out();
    var given = Stream.concat(Stream.of(base), others.stream()).map(CompareCommand::side).toList();
    var paths = given.stream().flatMap(List::stream).toList();
    var rows = rows();
    var comparison =
        RunComparison.of(
            given.stream().map(side -> side.stream().map(this::read).toList()).toList(),
            history.isEmpty() ? siblings(paths) : history.stream().map(this::read).toList(),
            factor,
            rows);
    if (only != null && comparison.isEmpty()) {
      throw new Unusable("--only '" + only + "' matches no row of these runs");
    }
    int code = comparison.isSlower() ? SLOWER : comparison.isInDoubt() ? Threadmill.UNUSABLE : 0;
    var json = ComparisonJson.of(comparison, code);
    switch (format) {
      case TEXT -> {
        boolean coloured = Terminal.isThere() && System.getenv("NO_COLOR") == null;
        var page = new PageWriter(out, false, coloured, Terminal.columnsOrSo());
        new ComparisonPage(page).print(comparison);
      }
      case MARKDOWN -> new ComparisonPage(PageWriter.comment(out)).print(comparison);
      case CSV -> Format.csv(ComparisonJson.COLUMNS, json.rows()).forEach(out::println);
      case JSON -> out.print(Format.json(json));
    }
    return code;
  }

  /// The runs of one side: with commas between them, unless that is the name of one.
  private static List<Path> side(Path given) {
    if (Files.exists(given)) {
      return List.of(given);
    }
    var names = List.of(given.toString().split(",", -1));
    if (names.stream().anyMatch(String::isBlank)) {
      throw new Unusable("'" + given + "' has a comma without a run beside it");
    }
    return names.stream().map(Path::of).toList();
  }

  private Only rows() {
    try {
      return only == null ? Only.ALL : new OnlyNamed(Pattern.compile(only));
    } catch (PatternSyntaxException e) {
      throw new Unusable(
          "--only '" + only + "' is not a regular expression: " + e.getDescription());
    }
  }

  /// The runs in the folders beside the given ones that another run there has the jar of.
  private static List<Run> siblings(List<Path> named) throws IOException {
    var given = named.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    List<Path> beside = new ArrayList<>();
    for (var parent :
        given.stream().filter(Files::isDirectory).map(Path::getParent).distinct().toList()) {
      try (var files = Files.list(parent)) {
        files
            .filter(path -> Files.exists(path.resolve("run.json")) && !given.contains(path))
            .sorted()
            .forEach(beside::add);
      }
    }
    var byJar =
        beside.stream()
            .collect(
                Collectors.groupingBy(
                    path -> readable(() -> RunFolder.open(path).manifest().suite().jar()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byJar.remove(Optional.<String>empty());
    return byJar.values().stream()
        .filter(paths -> paths.size() > 1)
        .flatMap(List::stream)
        .flatMap(path -> readable(() -> RunReader.read(path)).stream())
        .toList();
  }

  /// A run that nobody named and that cannot be read is no reason to compare nothing.
  private static <T> Optional<T> readable(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (Unusable e) {
      return Optional.empty();
    }
  }
}
