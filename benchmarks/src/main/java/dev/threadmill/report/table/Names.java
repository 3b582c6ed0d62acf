package dev.threadmill.report.table;

import dev.threadmill.results.Cell;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The words of benchmarks and parameters as a reader wants to see them.
public final class Names {
  /// Constants that stand for a type, or begin with one: the longest that fits counts.
  private static final Map<String, String> TYPES = types();

  /// What operations are called where the name of the class says it badly.
  private static final Map<String, String> SUBJECTS =
      Map.of(
          "SpawnJoin", "start and join",
          "PingPong", "ping-pong",
          "MessagingThroughput", "message",
          "MessagingLatency", "message",
          "SharedCounterUncontended", "counter, one thread",
          "Pinning", "block while holding",
          "ParkedThread", "start and park",
          "ServingCapacity", "serve a request",
          "SchedulerFairness", "work beside others",
          "ContextRead", "read context");

  /// Longer than any name of code; what a stranger's file may hold has no end.
  private static final int LONGEST = 80;

  private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern UNIT = Pattern.compile("(.+)(Nanos|Micros|Millis|Bytes|Percent)");
  private static final Map<String, String> UNITS =
      Map.of("Nanos", "ns", "Micros", "µs", "Millis", "ms", "Bytes", "B", "Percent", "%");

  private Names() {}

  private static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    for (var type :
        new String[] {
          "Channel",
          "Mutex",
          "Arc",
          "Rc",
          "Semaphore",
          "Exchanger",
          "Parker",
          "Disruptor",
          "ArrayBlockingQueue",
          "LinkedBlockingQueue",
          "LinkedTransferQueue",
          "SynchronousQueue",
          "ReentrantLock",
          "StampedLock",
          "LongAdder",
          "ThreadLocal",
          "ScopedValue",
          "InheritableThreadLocal",
          "ForkJoinPool",
          "StructuredTaskScope"
        }) {
      types.put(type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT), type);
    }
    types.put("SYNCHRONIZED", "synchronized");
    types.put("VOLATILE", "volatile");
    types.put("READ_WRITE_LOCK", "ReentrantReadWriteLock");
    types.put("JOX", "jox");
    types.put("JCTOOLS_MPSC", "JCTools MPSC");
    types.put("JCTOOLS_MPMC", "JCTools MPMC");
    types.put("GET_AND_ADD", "getAndAdd");
    types.put("COMPARE_AND_SET", "compareAndSet");
    types.put("OBJECT_WAIT", "Object.wait");
    return types;
  }

  /// The value of a parameter: `ARRAY_BLOCKING_QUEUE` is `ArrayBlockingQueue`, `BARE_THREAD` is
  /// `bare thread`; what is no constant stays as it is.
  public static String value(String value) {
    if (value.length() > LONGEST || !CONSTANT.matcher(value).matches()) {
      return value;
    }
    for (int end = value.length(); end > 0; end = value.lastIndexOf('_', end - 1)) {
      var type = TYPES.get(value.substring(0, end));
      if (type != null) {
        return type + words(value.substring(end));
      }
    }
    return words(value);
  }

  private static String words(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// A parameter with its value: `hold 50 ns`, `64 threads`, `1 lock`, `placement own padded`.
  public static String parameter(String name, String value) {
    boolean number = NUMBER.matcher(value).matches();
    var unit = UNIT.matcher(name);
    if (number && unit.matches()) {
      return spaced(unit.group(1)) + " " + value + " " + UNITS.get(unit.group(2));
    }
    if (number && name.endsWith("s")) {
      var many = spaced(name);
      return value + " " + (value.equals("1") ? many.substring(0, many.length() - 1) : many);
    }
    return spaced(name) + " " + value(value);
  }

  /// The class of a benchmark without the word that all have: `MessagingThroughput`.
  public static String benchmark(Cell cell) {
    var name = cell.benchmark();
    int method = name.lastIndexOf('.');
    var type = method < 0 ? name : name.substring(0, method);
    return type.substring(type.lastIndexOf('.') + 1).replaceFirst("Benchmark$", "");
  }

  /// What a benchmark does, in a few words.
  public static String subject(Cell cell) {
    var benchmark = benchmark(cell);
    var subject = SUBJECTS.get(benchmark);
    return subject == null ? spaced(benchmark) : subject;
  }

  /// `platform` or `virtual`; empty where the benchmark has no such choice.
  public static String threadKind(Cell cell) {
    var kind = cell.params().get(Cell.THREAD_KIND);
    return kind == null ? "" : value(kind);
  }

  /// What is compared; where a benchmark compares but kinds of thread, these.
  public static String contender(Cell cell) {
    var contender = cell.params().get(Cell.CONTENDER);
    if (contender != null) {
      return value(contender);
    }
    var kind = threadKind(cell);
    return kind.isEmpty() ? subject(cell) : kind + " thread";
  }

  /// What one side of a comparison is called: the value of the factor by which the sides differ.
  public static String side(Source source, Cell cell, String factor) {
    return switch (factor) {
      case Cell.CONTENDER -> contender(cell);
      case Cell.THREAD_KIND -> threadKind(cell);
      case Cell.CORES -> cores(source.cores(cell));
      case Cell.JDK -> "JDK " + source.jdk(cell);
      default -> cell.coordinates().getOrDefault(factor, "");
    };
  }

  /// `1 core`, `4 cores`.
  public static String cores(int cores) {
    return cores == 1 ? "1 core" : cores + " cores";
  }

  private static String spaced(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
