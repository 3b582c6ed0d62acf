package dev.threadmill.runner;

import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Lane;
import dev.threadmill.questions.Preset;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Question.Choice;
import dev.threadmill.questions.Questions;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.Unusable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Turns what was asked for into groups of cells.
public record Planner(Catalog catalog) {
  /// A request of a user to measure something.
  ///
  /// @param questions that are asked
  /// @param includes regular expressions, any of which is found in the name of a benchmark to
  ///     measure too; without these and without questions the preset chooses
  /// @param params values by parameter, in place of those that the preset or the benchmark gives
  /// @param cores the values of the core axis; none for one value, all CPUs that there are
  /// @param jdks the values of the JDK axis; none for the JDK that runs this program
  /// @param jvms the values of the axis of JVM arguments; none for no axis
  /// @param lanes whose programs are measured beside the JVM; none unless asked for
  public record Request(
      Preset preset,
      List<Question> questions,
      List<String> includes,
      Map<String, List<String>> params,
      List<Integer> cores,
      List<String> jdks,
      List<String> jvms,
      List<Lane> lanes) {}

  /// The groups to run, in the order of the catalog.
  ///
  /// @throws Unusable if nothing matches, or a parameter or value is named that there is not
  public List<Group> plan(Request request) {
    Map<String, Set<Cell>> groups = new LinkedHashMap<>();
    Map<String, Set<String>> known = new LinkedHashMap<>();
    for (Catalog.Entry entry : catalog.entries()) {
      for (Choice choice : choices(entry, request)) {
        for (var param : entry.params().entrySet()) {
          var values = known.computeIfAbsent(param.getKey(), any -> new LinkedHashSet<>());
          values.addAll(param.getValue());
          request.lanes().stream()
              .filter(lane -> param.getKey().equals(Cell.CONTENDER))
              .forEach(lane -> values.addAll(lane.contenders(entry.name())));
        }
        for (Cell cell : cells(entry, choice, request)) {
          groups.computeIfAbsent(cell.group(), name -> new LinkedHashSet<>()).add(cell);
        }
      }
    }
    refuseUnknown(request.params(), known);
    if (groups.isEmpty()) {
      throw new Unusable(
          request.includes().isEmpty()
              ? "The preset " + request.preset().label() + " finds none of its benchmarks"
              : "No benchmark matches " + String.join(" or ", request.includes()));
    }
    return groups.entrySet().stream()
        .map(group -> new Group(group.getKey(), List.copyOf(group.getValue())))
        .toList();
  }

  /// What no chosen benchmark has is a mistake; what only some of them have chooses among them.
  private static void refuseUnknown(
      Map<String, List<String>> asked, Map<String, Set<String>> known) {
    if (known.isEmpty()) {
      return; // nothing was chosen at all, which is the greater mistake
    }
    asked.forEach(
        (name, values) -> {
          var there = known.get(name);
          if (there == null) {
            throw new Unusable(
                "No benchmark that was chosen has a parameter %s; they have %s"
                    .formatted(name, String.join(", ", known.keySet())));
          }
          for (String value : values) {
            if (isClosed(there) && !there.contains(value)) {
              throw new Unusable(
                  "--param %s has no value %s; it has %s"
                      .formatted(name, value, String.join(", ", there)));
            }
          }
        });
  }

  /// An enum's values are all there is; numbers and words may be others than the usual ones.
  private static boolean isClosed(Collection<String> values) {
    return values.stream().allMatch(value -> value.matches("[A-Z][A-Z0-9_]*"));
  }

  /// Whether a parameter with these values may have that one.
  static boolean isTaken(Collection<String> usual, String value) {
    boolean numbers = usual.stream().allMatch(one -> one.matches("-?\\d+"));
    return isClosed(usual)
        ? usual.contains(value)
        : value.matches(numbers ? "-?\\d{1,18}" : "[\\w.+-]{1,40}");
  }

  /// How the request wants this benchmark: the preset's way if it has one; else as a question is
  /// typically asked, or with all values.
  private static List<Choice> choices(Catalog.Entry entry, Request request) {
    var ofPreset = Questions.cells(entry.name(), request.preset());
    if (request.includes().isEmpty() && request.questions().isEmpty()) {
      return ofPreset;
    }
    List<Choice> choices = new ArrayList<>();
    request.questions().stream()
        .filter(question -> question.isAskedBy(entry.name()))
        .forEach(question -> choices.addAll(question.cells(ofPreset)));
    if (request.includes().stream().anyMatch(include -> found(include, entry.name()))) {
      choices.addAll(ofPreset.isEmpty() ? List.of(Choice.ANY) : ofPreset);
    }
    return choices;
  }

  private static boolean found(String include, String name) {
    try {
      return Pattern.compile(include).matcher(name).find();
    } catch (PatternSyntaxException e) {
      throw new Unusable(
          "--include " + include + " is no regular expression: " + e.getDescription());
    }
  }

  private static List<Cell> cells(Catalog.Entry entry, Choice choice, Request request) {
    List<Map<String, String>> points = List.of(Map.of());
    for (var param : entry.params().entrySet()) {
      var values = values(param.getKey(), param.getValue(), choice, request);
      points =
          points.stream()
              .flatMap(point -> values.stream().map(value -> plus(point, param.getKey(), value)))
              .toList();
    }
    List<Cell> cells = new ArrayList<>();
    for (var point : points) {
      for (Integer cores : orNone(request.cores())) {
        for (String jdk : orNone(request.jdks())) {
          for (String jvm : orNone(request.jvms())) {
            cells.add(new Cell(entry.name(), entry.mode(), point, cores, jdk, jvm));
          }
        }
      }
    }
    var ofJvm = List.copyOf(cells);
    if (!ofJvm.isEmpty()) {
      var suite = entry.params().getOrDefault(Cell.CONTENDER, List.of());
      for (var lane : request.lanes()) {
        lane.beside(ofJvm, suite).stream()
            .filter(cell -> isWanted(cell, suite, request))
            .forEach(cells::add);
      }
    }
    return cells;
  }

  /// Whether a cell of a lane has a contender that was asked for, if any was.
  private static boolean isWanted(Cell cell, List<String> suite, Request request) {
    var asked = request.params().get(Cell.CONTENDER);
    var contender = cell.params().get(Cell.CONTENDER);
    return asked == null || suite.contains(contender) || asked.contains(contender);
  }

  private static List<String> values(
      String name, List<String> all, Choice choice, Request request) {
    var asked = request.params().get(name);
    if (asked == null) {
      return choice.values().getOrDefault(name, all);
    }
    return isClosed(all) ? asked.stream().filter(all::contains).toList() : asked;
  }

  private static Map<String, String> plus(Map<String, String> point, String name, String value) {
    var more = new LinkedHashMap<>(point);
    more.put(name, value);
    return more;
  }

  private static <T> List<@Nullable T> orNone(List<T> values) {
    return values.isEmpty() ? Collections.singletonList(null) : new ArrayList<>(values);
  }
}
