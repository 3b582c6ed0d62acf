package dev.threadmill.questions;

import dev.threadmill.results.Cell;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

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
    var question =
        Questions.of(cell).stream()
            .filter(one -> one.isAbout(cell))
            .findFirst()
            .map(Question::id)
            .orElseGet(() -> benchmark(cell));
    var kind = threadKind(cell);
    var contender = contender(cell);
    var threads = cell.params().containsKey("threads") ? cell.params().get("threads") + " " : "";
    var words = new StringBuilder(question).append("  ");
    words.append(contender.equals(kind) || contender.equals(question) ? "" : contender);
    if (!kind.isEmpty()) {
      words.append(words.toString().endsWith("  ") ? "" : ", ");
      words.append(threads).append(kind).append(" threads");
    }
    cell.compared().keySet().stream()
        .filter(axis -> !axis.equals(Cell.CONTENDER) && !axis.equals(Cell.THREAD_KIND))
        .forEach(axis -> words.append(", ").append(parameter(cell, axis)));
    return words.toString().strip();
  }

  /// `1 core`, `4 cores`.
  public static String cores(int cores) {
    return cores == 1 ? "1 core" : cores + " cores";
  }

  private static String spaced(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
