package dev.threadmill.runner;

import dev.threadmill.questions.Catalog;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// A JVM that runs each contender of a benchmark with each kind of thread, and prints what became
/// of it.
final class SuiteSmokeChild {
  /// What a line begins with that names an outcome and the parameters of the cell.
  static final String MARK = "outcome: ";

  private SuiteSmokeChild() {}

  public static void main(String[] args) {
    var entry =
        Catalog.ofThisJar().entries().stream()
            .filter(one -> one.name().equals(args[0]))
            .findFirst()
            .orElseThrow();
    for (var point : points(entry)) {
      System.out.println("\n" + MARK + run(entry, point) + " " + point);
    }
    System.exit(0); // whatever a benchmark has left running
  }

  /// The parameters of the cells: every contender and kind of thread with the first of all else.
  static List<Map<String, String>> points(Catalog.Entry entry) {
    List<Map<String, String>> points = new ArrayList<>();
    for (String contender : entry.params().getOrDefault(Cell.CONTENDER, List.of(""))) {
      for (String kind : entry.params().getOrDefault(Cell.THREAD_KIND, List.of(""))) {
        Map<String, String> point = new LinkedHashMap<>();
        entry.params().forEach((name, values) -> point.put(name, values.getFirst()));
        point.replace(Cell.CONTENDER, contender);
        point.replace(Cell.THREAD_KIND, kind);
        points.add(point);
      }
    }
    return points;
  }

  private static Outcome run(Catalog.Entry entry, Map<String, String> point) {
    var options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(entry.name()) + "$")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .shouldFailOnError(true)
            .addProfiler(Metrics.class)
            .addProfiler(Latencies.class);
    point.forEach((name, value) -> options.param(name, value));
    try {
      double score = new Runner(options.build()).runSingle().getPrimaryResult().getScore();
      return score > 0 && Double.isFinite(score) ? Outcome.OK : Outcome.FAILED;
    } catch (RunnerException | RuntimeException e) {
      var failure = new ForkFailure(e, "");
      var reason = failure.notApplicable();
      if (didWhatItShould(reason.orElseGet(failure::reason))) {
        return Outcome.OK;
      }
      return reason.filter(words -> !words.isBlank()).isPresent()
          ? Outcome.NOT_APPLICABLE
          : Outcome.FAILED;
    }
  }

  /// Whether a cell has no score and nothing is wrong: because it was too slow for its rate, and
  /// how fast a machine is that runs tests is not for them to judge, or because it deadlocked, of
  /// which only the plan that does is able to speak.
  static boolean didWhatItShould(String reason) {
    return reason.startsWith("FellShort") || reason.startsWith("deadlocked");
  }
}
