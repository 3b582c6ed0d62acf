package dev.threadmill.questions;

import dev.threadmill.results.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A command that measures some cells again, and only these: by the questions that they answer,
/// with the parameters in which they are not what the preset measures.
public final class ShortCommand {
  /// What a shell takes as it is.
  private static final Pattern PLAIN = Pattern.compile("[\\w.,:=/+%@~-]+");

  private final List<String> words = new ArrayList<>(List.of("run"));
  private final Set<String> named = new LinkedHashSet<>();
  private final Optional<Preset> preset;

  private ShortCommand(Optional<Preset> preset) {
    this.preset = preset;
  }

  /// The words of the command, without the program.
  ///
  /// @param preset the name of the preset by which the cells were planned
  /// @param jdk what the JDK of a cell is called wherever one is of that version
  public static List<String> of(Collection<Cell> cells, String preset, Function<Cell, String> jdk) {
    var command = new ShortCommand(Preset.named(preset));
    cells.stream()
        .collect(Collectors.groupingBy(Cell::benchmark, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(command::ask);
    var words = command.words;
    if (!preset.equals(Preset.QUICK.label())) {
      words.addAll(List.of("--preset", preset));
    }
    for (var name : command.named) {
      words.addAll(List.of("--param", name + "=" + String.join(",", values(cells, name))));
    }
    Map<String, Set<String>> axes = new LinkedHashMap<>();
    for (var cell : cells) {
      if (cell.cores() != null) {
        add(axes, "--cores", cell.cores().toString());
      }
      if (cell.jdk() != null) {
        add(axes, "--jdk", jdk.apply(cell));
      }
    }
    axes.forEach((option, values) -> words.addAll(List.of(option, String.join(",", values))));
    return words;
  }

  /// Asks for cells of one benchmark by a question that all fit, with the fewest parameters.
  private void ask(List<Cell> cells) {
    var best =
        Questions.of(cells.getFirst()).stream()
            .min(
                Comparator.comparing(
                        (Question question) -> !cells.stream().allMatch(question::isAbout))
                    .thenComparingInt(question -> unlike(choices(question), cells).size())
                    .thenComparingInt(question -> -question.fixed().size())
                    .thenComparingInt(Question::order));
    if (best.isEmpty()) {
      words.addAll(List.of("--include", cells.getFirst().shortName()));
    } else if (!words.contains(best.get().id())) {
      words.add(best.get().id());
    }
    named.addAll(unlike(best.map(this::choices).orElse(List.of()), cells));
  }

  private List<Choice> choices(Question question) {
    return question.cells(
        preset.map(known -> Questions.cells(question.benchmark() + ".", known)).orElse(List.of()));
  }

  /// The parameters in which cells have other values than are chosen.
  private static Set<String> unlike(List<Choice> choices, List<Cell> cells) {
    var all = Catalog.find(cells.getFirst().benchmark()).map(Catalog.Entry::params);
    Set<String> names = new LinkedHashSet<>(cells.getFirst().params().keySet());
    Set<String> unlike = new LinkedHashSet<>(names);
    unlike.removeIf(
        name ->
            choices.stream()
                .map(choice -> choice.values().getOrDefault(name, all.orElse(Map.of()).get(name)))
                .filter(values -> values != null)
                .flatMap(List::stream)
                .collect(Collectors.toSet())
                .equals(values(cells, name)));
    boolean cover =
        cells.stream()
            .allMatch(cell -> choices.stream().anyMatch(choice -> choice.allows(cell.params())));
    return cover || !unlike.isEmpty() ? unlike : names;
  }

  private static Set<String> values(Collection<Cell> cells, String name) {
    Set<String> values = new LinkedHashSet<>();
    for (var cell : cells) {
      var value = cell.params().get(name);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static void add(Map<String, Set<String>> all, String name, String value) {
    all.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(value);
  }

  /// A command without some of its options and their values.
  public static List<String> without(List<String> command, Set<String> options) {
    List<String> left = new ArrayList<>();
    for (int i = 0; i < command.size(); i++) {
      var word = command.get(i);
      if (options.contains(word)) {
        i++; // and its value
      } else if (!options.contains(word.replaceFirst("=.*", ""))) {
        left.add(word);
      }
    }
    return left;
  }

  /// A command as one types it into a shell.
  public static String typed(List<String> words) {
    return words.stream()
        .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
