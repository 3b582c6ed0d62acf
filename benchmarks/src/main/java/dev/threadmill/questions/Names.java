package dev.threadmill.questions;

import dev.threadmill.recording.Named;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  /// What a label says by the contender and by its units.
  private static final List<String> SAID = List.of(Cell.CONTENDER, Cell.THREAD_KIND, Cell.LANE);

  /// Contenders that never wait for each other: what they cost is their instructions and the way of
  /// their cache lines.
  private static final Set<String> NEVER_BLOCK =
      Set.of(
          "ARC",
          "COMPARE_AND_SET",
          "GET_AND_ADD",
          "LONG_ADDER",
          "OPAQUE",
          "PLAIN",
          "RC",
          "REF_CELL",
          "SPIN",
          "VOLATILE");

  /// The contender that is nothing but a unit of its kind.
  private static final String BARE = "BARE_THREAD";

  /// The kind of unit that is no thread.
  private static final String COROUTINE = "COROUTINE";

  private Names() {}

  /// The value of a cell's parameter, as its benchmark names it: `ARRAY_BLOCKING_QUEUE` is
  /// `ArrayBlockingQueue`. A constant without a name is `bare thread`; what is no constant stays as
  /// it is, and so does all that is of another suite.
  public static String value(Cell cell, String parameter) {
    var lane = Lane.named(cell.lane());
    if (lane.isPresent() && parameter.equals(Cell.CONTENDER)) {
      var own = lane.get().contender(cell);
      if (own.isPresent()) {
        return own.get();
      }
    }
    if (lane.isPresent() && parameter.equals(Cell.LANE)) {
      return lane.get().label();
    }
    var value = cell.coordinates().getOrDefault(parameter, "");
    return cell.family().isEmpty() || value.length() > LONGEST || !CONSTANT.matcher(value).matches()
        ? value
        : Questions.name(cell.benchmark(), parameter, value)
            .map(named -> isOnCoroutines(cell) ? ofCoroutines(named) : named.value())
            .orElse(value.toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static boolean isOnCoroutines(Cell cell) {
    return COROUTINE.equals(cell.params().get(Cell.THREAD_KIND));
  }

  private static String ofCoroutines(Named named) {
    return named.ofCoroutines().isEmpty() ? named.value() : named.ofCoroutines();
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

  /// `platform`, `virtual` or `coroutines`; of a lane `Rust` or `goroutines`; empty where the
  /// benchmark has no such choice.
  public static String threadKind(Cell cell) {
    return units(cell).replaceFirst(" threads$", "");
  }

  /// `platform threads`, `coroutines`, `goroutines`; empty where the benchmark has no such choice.
  public static String units(Cell cell) {
    var kind = value(cell, Cell.THREAD_KIND);
    return kind.isEmpty()
        ? ""
        : Lane.named(cell.lane())
            .flatMap(lane -> lane.units(cell))
            .orElse(isOnCoroutines(cell) ? "coroutines" : kind + " threads");
  }

  /// What is compared; where a benchmark compares but kinds of thread, these; where it compares
  /// nothing, what it does.
  public static String contender(Cell cell) {
    if (cell.params().containsKey(Cell.CONTENDER)) {
      return value(cell, Cell.CONTENDER);
    }
    var units = units(cell);
    if (!units.isEmpty()) {
      return singular(units);
    }
    return Lane.named(cell.lane()).flatMap(lane -> lane.contender(cell)).orElse(subject(cell));
  }

  /// What runs a cell: `JVM`, or a lane such as `Go`.
  public static String runtime(Cell cell) {
    return Lane.named(cell.lane()).map(Lane::label).orElse("JVM");
  }

  /// What one side of a comparison between runtimes is called: `Go chan`, `Channel with virtual
  /// threads`, `goroutines`.
  public static String inItsRuntime(Cell cell) {
    var units = units(cell);
    var isReference = Lane.REFERENCE.id().equals(cell.lane());
    var contender = cell.params().get(Cell.CONTENDER);
    String name;
    if (!units.isEmpty() && (contender == null || contender.equals(BARE))) {
      name = units;
    } else if (cell.lane() != null && !isReference) {
      name = contender(cell);
    } else {
      name = contender(cell) + with(units);
    }
    return isReference ? "reference " + name : name;
  }

  /// By which model the units of a cell run: a thread of the system each, many on few of these, or
  /// in a way that does not matter, since nobody waits.
  public static String model(Cell cell) {
    var contender = cell.params().getOrDefault(Cell.CONTENDER, "");
    if (NEVER_BLOCK.contains(contender) || contender.endsWith("_SPINNING")) {
      return "does not block";
    }
    return switch (cell.params().getOrDefault(Cell.THREAD_KIND, "")) {
      case "PLATFORM" -> "1:1";
      case "VIRTUAL", COROUTINE -> "M:N";
      default -> "one thread";
    };
  }

  private static String with(String units) {
    return units.isEmpty() ? "" : " with " + units;
  }

  private static String singular(String units) {
    return units.replaceFirst("(?<=ss)es$|s$", "");
  }

  /// `mutex-or-arc  Arc, 4 platform threads`: a question that the cell answers, and what it runs.
  public static String of(Cell cell) {
    return of(cell, "", contender(cell), units(cell));
  }

  /// `mutex-or-arc  Arc against Mutex, 4 platform threads`: the other cell against the baseline.
  public static String of(Comparison comparison) {
    var cell = comparison.other();
    var baseline = comparison.baseline();
    var factor = comparison.factor();
    var contender = cell.params().containsKey(Cell.CONTENDER) ? contender(cell) : "";
    var units = units(cell);
    return switch (factor) {
      case Cell.CONTENDER -> of(cell, factor, against(contender, contender(baseline)), units);
      case Cell.THREAD_KIND ->
          of(cell, factor, contender, against(threadKind(cell), units(baseline)));
      case Cell.LANE -> of(cell, factor, against(inItsRuntime(cell), inItsRuntime(baseline)), "");
      default ->
          listed(
              of(cell, factor, contender, units),
              against(parameter(cell, factor), parameter(baseline, factor)));
    };
  }

  private static String against(String other, String baseline) {
    return other + " against " + baseline;
  }

  /// @param factor an axis that is not to be named; empty for none
  private static String of(Cell cell, String factor, String contender, String units) {
    var question =
        Questions.of(cell).stream()
            .filter(one -> one.isAbout(cell))
            .findFirst()
            .map(Question::id)
            .orElseGet(() -> benchmark(cell));
    var threads = cell.params().containsKey("threads") ? cell.params().get("threads") + " " : "";
    boolean isSaid = contender.equals(question) || contender.equals(singular(units));
    var axes =
        cell.compared().keySet().stream()
            .filter(axis -> !SAID.contains(axis) && !axis.equals(factor))
            .map(axis -> parameter(cell, axis));
    var words =
        Stream.concat(
            Stream.of(isSaid ? "" : contender, units.isEmpty() ? "" : threads + units), axes);
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
