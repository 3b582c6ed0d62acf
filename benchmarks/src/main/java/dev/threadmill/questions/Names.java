package dev.threadmill.questions;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of benchmarks and parameters as a reader wants to see them.
public final class Names {
  /// Longer than any name of code; what a stranger's file may hold has no end.
  private static final int LONGEST = 80;

  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern UNIT = Pattern.compile("(.+)(Nanos|Micros|Millis|Bytes|Percent)");
  private static final Map<String, String> UNITS =
      Map.of("Nanos", "ns", "Micros", "µs", "Millis", "ms", "Bytes", "B", "Percent", "%");

  private Names() {}

  /// The value of a cell's parameter, as its benchmark names it: `ARRAY_BLOCKING_QUEUE` is
  /// `ArrayBlockingQueue`. A constant without a name is `bare thread`; what is no constant stays as
  /// it is, and so does all that is of another suite.
  public static String value(Cell cell, String parameter) {
    var value = cell.coordinates().getOrDefault(parameter, "");
    return cell.family().isEmpty() || value.length() > LONGEST || !CONSTANT.matcher(value).matches()
        ? value
        : Questions.name(cell.benchmark(), parameter, value)
            .orElse(value.toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /// A parameter with its value: `hold 50 ns`, `64 threads`, `1 lock`, `placement own padded`.
  public static String parameter(Cell cell, String name) {
    var value = cell.coordinates().getOrDefault(name, "");
    boolean number = NUMBER.matcher(value).matches();
    var unit = UNIT.matcher(name);
    if (number && unit.matches()) {
      return spaced(unit.group(1)) + " " + value + " " + UNITS.get(unit.group(2));
    }
    if (number && name.endsWith("s")) {
      var many = spaced(name);
      return value + " " + (value.equals("1") ? many.substring(0, many.length() - 1) : many);
    }
    return spaced(name) + " " + value(cell, name);
  }

  /// The class of a benchmark without the word that all have: `MessagingThroughput`. Of another
  /// suite's also the method, since a class may have many: `Text.split`.
  public static String benchmark(Cell cell) {
    var name = cell.benchmark();
    if (cell.family().isEmpty()) {
      return name.replaceFirst("^.*\\.(?=[^.]+\\.[^.]+$)", "");
    }
    int method = name.lastIndexOf('.');
    var type = method < 0 ? name : name.substring(0, method);
    return type.substring(type.lastIndexOf('.') + 1).replaceFirst("Benchmark$", "");
  }

  /// What a benchmark does, in a few words.
  public static String subject(Cell cell) {
    return cell.family().isEmpty()
        ? benchmark(cell)
        : Questions.subject(cell.benchmark()).orElse(spaced(benchmark(cell)));
  }

  /// `platform` or `virtual`; empty where the benchmark has no such choice.
  public static String threadKind(Cell cell) {
    return value(cell, Cell.THREAD_KIND);
  }

  /// What is compared; where a benchmark compares but kinds of thread, these.
  public static String contender(Cell cell) {
    if (cell.params().containsKey(Cell.CONTENDER)) {
      return value(cell, Cell.CONTENDER);
    }
    var kind = threadKind(cell);
    return kind.isEmpty() ? subject(cell) : kind + " thread";
  }

  /// `mutex-or-arc  Arc, 4 platform threads`: a question that the cell answers, and what it runs.
  public static String of(Cell cell) {
    return of(cell, "", contender(cell), threadKind(cell));
  }

  /// `mutex-or-arc  Arc against Mutex, 4 platform threads`: the other cell against the baseline.
  public static String of(Comparison comparison) {
    var cell = comparison.other();
    var baseline = comparison.baseline();
    var factor = comparison.factor();
    var contender = cell.params().containsKey(Cell.CONTENDER) ? contender(cell) : "";
    var kind = threadKind(cell);
    return switch (factor) {
      case Cell.CONTENDER -> of(cell, factor, against(contender, contender(baseline)), kind);
      case Cell.THREAD_KIND -> of(cell, factor, contender, against(kind, threadKind(baseline)));
      default ->
          listed(
              of(cell, factor, contender, kind),
              against(parameter(cell, factor), parameter(baseline, factor)));
    };
  }

  private static String against(String other, String baseline) {
    return other + " against " + baseline;
  }

  /// @param factor an axis that is not to be named; empty for none
  private static String of(Cell cell, String factor, String contender, String kind) {
    var question =
        Questions.of(cell).stream()
            .filter(one -> one.isAbout(cell))
            .findFirst()
            .map(Question::id)
            .orElseGet(() -> benchmark(cell));
    var threads = cell.params().containsKey("threads") ? cell.params().get("threads") + " " : "";
    boolean isSaid = contender.equals(question) || contender.equals(kind + " thread");
    var axes =
        cell.compared().keySet().stream()
            .filter(axis -> !List.of(Cell.CONTENDER, Cell.THREAD_KIND, factor).contains(axis))
            .map(axis -> parameter(cell, axis));
    var words =
        Stream.concat(
            Stream.of(isSaid ? "" : contender, kind.isEmpty() ? "" : threads + kind + " threads"),
            axes);
    return (question + "  " + listed(words.toArray(String[]::new))).strip();
  }

  private static String listed(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
  }

  /// `1 core`, `4 cores`.
  public static String cores(int cores) {
    return cores == 1 ? "1 core" : cores + " cores";
  }

  private static String spaced(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
