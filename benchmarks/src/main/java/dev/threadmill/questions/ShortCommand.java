package dev.threadmill.questions;

import dev.threadmill.questions.Question.Choice;
import dev.threadmill.results.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A command that measures some cells again, and only these: by the questions that they answer,
/// with the parameters in which they are not what the preset measures.
public final class ShortCommand {
  /// What a shell takes as it is.
  private static final Pattern PLAIN = Pattern.compile("[\\w.,:=/+%@~-]+");

  private ShortCommand() {}

  /// The words of the command, without the program.
  ///
  /// @param preset the name of the preset by which the cells were planned
  /// @param jdk what the JDK of a cell is called wherever one is of that version
  public static List<String> of(
      Collection<Cell> cells, String preset, Function<Cell, @Nullable String> jdk) {
    var ofJvm = cells.stream().filter(cell -> cell.lane() == null).toList();
    var those = ofJvm.isEmpty() ? cells : ofJvm; // lanes are beside those, with what they have
    List<String> words = new ArrayList<>(List.of("run"));
    Set<String> named = new LinkedHashSet<>();
    for (var benchmark : those.stream().map(Cell::benchmark).distinct().toList()) {
      var alike = those.stream().filter(cell -> cell.benchmark().equals(benchmark)).toList();
      var best =
          Questions.of(alike.getFirst()).stream()
              .min(
                  Comparator.comparing((Question one) -> !alike.stream().allMatch(one::isAbout))
                      .thenComparingInt(one -> unlike(choices(one, preset), alike).size())
                      .thenComparingInt(one -> -one.fixed().size())
                      .thenComparingInt(Question::order));
      if (best.isEmpty()) {
        words.addAll(List.of("--include", alike.getFirst().shortName()));
      } else if (!words.contains(best.get().id())) {
        words.add(best.get().id());
      }
      named.addAll(unlike(best.map(one -> choices(one, preset)).orElse(List.of()), alike));
    }
    if (!preset.equals(Preset.QUICK.label())) {
      words.addAll(List.of("--preset", preset));
    }
    for (var name : named) {
      words.addAll(option("--param", name + "=", those, cell -> cell.params().get(name)));
    }
    words.addAll(option("--cores", "", cells, cell -> cell.coordinates().get(Cell.CORES)));
    words.addAll(option("--jdk", "", cells, cell -> cell.jdk() == null ? null : jdk.apply(cell)));
    words.addAll(option("--lanes", "", cells, Cell::lane));
    return words;
  }

  /// An option with all its values; nothing where no cell has one.
  private static List<String> option(
      String option, String prefix, Collection<Cell> cells, Function<Cell, @Nullable String> of) {
    var values = cells.stream().map(of).filter(Objects::nonNull).distinct().toList();
    return values.isEmpty() ? List.of() : List.of(option, prefix + String.join(",", values));
  }

  private static List<Choice> choices(Question question, String preset) {
    return question.cells(
        Preset.named(preset)
            .map(known -> Questions.cells(question.benchmark() + ".", known))
            .orElse(List.of()));
  }

  /// The parameters in which the cells of a benchmark have other values than are chosen.
  private static List<String> unlike(List<Choice> choices, List<Cell> cells) {
    Map<String, List<String>> all =
        Catalog.find(cells.getFirst().benchmark()).map(Catalog.Entry::params).orElse(Map.of());
    return cells.getFirst().params().keySet().stream()
        .filter(
            name -> {
              var usual = all.getOrDefault(name, List.of());
              var chosen =
                  choices.stream()
                      .flatMap(choice -> choice.values().getOrDefault(name, usual).stream())
                      .collect(Collectors.toSet());
              var there = cells.stream().map(cell -> cell.params().get(name));
              return !chosen.equals(there.collect(Collectors.toSet()));
            })
        .toList();
  }

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
