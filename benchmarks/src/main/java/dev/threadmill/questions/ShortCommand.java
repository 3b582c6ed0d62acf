package dev.threadmill.questions;

import dev.threadmill.results.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
    List<String> words = new ArrayList<>(List.of("run"));
    Set<String> named = new LinkedHashSet<>();
    for (var alike :
        cells.stream()
            .collect(
                Collectors.groupingBy(Cell::benchmark, LinkedHashMap::new, Collectors.toList()))
            .values()) {
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
      words.addAll(List.of("--param", name + "=" + joined(cells, cell -> cell.params().get(name))));
    }
    var cores = joined(cells, cell -> cell.cores() == null ? null : cell.cores().toString());
    if (!cores.isEmpty()) {
      words.addAll(List.of("--cores", cores));
    }
    var jdks = joined(cells, cell -> cell.jdk() == null ? null : jdk.apply(cell));
    if (!jdks.isEmpty()) {
      words.addAll(List.of("--jdk", jdks));
    }
    return words;
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
            name ->
                !choices.stream()
                    .flatMap(
                        choice ->
                            choice
                                .values()
                                .getOrDefault(name, all.getOrDefault(name, List.of()))
                                .stream())
                    .collect(Collectors.toSet())
                    .equals(
                        cells.stream()
                            .map(cell -> cell.params().get(name))
                            .collect(Collectors.toSet())))
        .toList();
  }

  private static String joined(Collection<Cell> cells, Function<Cell, @Nullable String> of) {
    return cells.stream()
        .map(of)
        .filter(Objects::nonNull)
        .distinct()
        .collect(Collectors.joining(","));
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
