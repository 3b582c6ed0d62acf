package dev.threadmill.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.stats.ScoreEstimate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An inspection of what a run holds, as it is read: whether it can be what was measured.
///
/// Nothing behind it asks again. What it finds is an [IllegalArgumentException] with half a
/// sentence, to which the reader adds the file and the line.
final class Inspection {
  /// No unit is so small that a score could come near; beyond it, sums and squares overflow.
  private static final double LARGEST_SCORE = 1e150;

  private static final int MOST_CELLS = 10_000;
  private static final int MOST_METRICS = 40_000;
  private static final int MOST_FORKS = 200_000;
  private static final int MOST_SAMPLED = 20_000;
  private static final int MOST_ROUNDS = 100_000;
  private static final int MOST_ITERATIONS = 100_000;
  private static final int LONGEST_ITERATION_MILLIS = 24 * 3600 * 1000;
  private static final long LONGEST_BUDGET_SECONDS = 100L * 365 * 24 * 3600;
  private static final int MOST_CPUS = 1 << 16;
  private static final int LONGEST_SHOWN = 300;

  /// Their sum over all forks of a run still is a whole number.
  private static final long MOST_SAMPLES = 1_000_000_000_000L;

  private static final Pattern BENCHMARK =
      Pattern.compile("[^\\p{Cntrl}]*[^\\p{Cntrl}.]\\.[^.:]+(:\\w+)?");
  private static final Pattern LANE = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Set<String> MODES = Set.of("thrpt", "avgt", "sample", "ss");

  private final Map<String, Cell> plan = new HashMap<>();
  private final Map<String, Set<Integer>> ended = new HashMap<>();

  /// An inspection of the forks of a run, in their order.
  Inspection(RunManifest manifest) {
    manifest.cells().forEach(cell -> plan.put(cell.id(), cell));
  }

  private static void require(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      var shown = Arrays.stream(values).map(Inspection::shortened).toArray();
      throw new IllegalArgumentException(otherwise.formatted(shown));
    }
  }

  /// A value as a sentence can hold it: a name in a file may have a million letters.
  private static String shortened(Object value) {
    var text = String.valueOf(value);
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  private static void within(String name, long value, long least, long most) {
    require(
        value >= least && value <= most,
        "\"%s\" is %s, and must be from %s to %s",
        name,
        value,
        least,
        most);
  }

  /// Inspects a plan.
  static void of(RunManifest manifest) {
    of(manifest.shape());
    of(manifest.limits());
    require(!manifest.machine().isBlank(), "\"machine\" is empty");
    require(!manifest.groups().isEmpty(), "\"groups\" is empty");
    require(manifest.cells().size() <= MOST_CELLS, "its plan has more than %s cells", MOST_CELLS);
    Set<String> known = new HashSet<>();
    for (var group : manifest.groups()) {
      require(!group.cells().isEmpty(), "a group of \"groups\" has no cells");
      for (var cell : group.cells()) {
        of(cell);
        require(known.add(cell.id()), "its plan has the cell %s twice", cell.id());
        require(
            cell.jvm() == null || manifest.jvms().containsKey(cell.jvm()),
            "\"jvms\" lacks \"%s\", which the cell %s runs with",
            String.valueOf(cell.jvm()),
            cell.id());
      }
    }
  }

  private static void of(Shape shape) {
    within("shape.warmupIterations", shape.warmupIterations(), 0, MOST_ITERATIONS);
    within("shape.warmupMillis", shape.warmupMillis(), 1, LONGEST_ITERATION_MILLIS);
    within("shape.iterations", shape.iterations(), 1, MOST_ITERATIONS);
    within("shape.iterationMillis", shape.iterationMillis(), 1, LONGEST_ITERATION_MILLIS);
  }

  private static void of(Limits limits) {
    within("limits.minRounds", limits.minRounds(), ScoreEstimate.FEWEST_FORKS, MOST_ROUNDS);
    within("limits.maxRounds", limits.maxRounds(), limits.minRounds(), MOST_ROUNDS);
    require(
        limits.precision() > 0 && limits.precision() <= 1,
        "\"limits.precision\" is %s, and must be above 0 and at most 1",
        limits.precision());
    within("limits.budgetSeconds", limits.budgetSeconds(), 0, LONGEST_BUDGET_SECONDS);
  }

  /// Refuses a file of JMH that says more than anyone could measure, or read: a table of it would
  /// take minutes to make.
  static void size(Path file, JsonNode entries) {
    long metrics = 0;
    long sampled = 0;
    long forks = 0;
    for (var entry : entries) {
      forks += entry.path("primaryMetric").path("rawData").size();
      metrics += entry.path("secondaryMetrics").size();
      for (var fork : entry.path("primaryMetric").path("rawDataHistogram")) {
        sampled += fork.size();
      }
    }
    tooMany(file, entries.size(), MOST_CELLS, "benchmarks");
    tooMany(file, metrics, MOST_METRICS, "metrics beside the scores");
    tooMany(file, forks, MOST_FORKS, "forks");
    tooMany(file, sampled, MOST_SAMPLED, "iterations of samples");
  }

  private static void tooMany(Path file, long number, long most, String what) {
    if (number > most) {
      throw new Unusable(
          "%s has %s %s, and this reads at most %s".formatted(file, number, what, most));
    }
  }

  /// Inspects a cell of a plan, or of a file of JMH.
  static void of(Cell cell) {
    require(
        BENCHMARK.matcher(cell.benchmark()).matches(),
        "\"%s\" is not the name of a class and a method with a dot between",
        cell.benchmark());
    require(MODES.contains(cell.mode()), "%s has the mode \"%s\"", cell.benchmark(), cell.mode());
    require(cell.id().indexOf('\0') < 0, "%s has a parameter with a NUL", cell.benchmark());
    require(
        cell.lane() == null || LANE.matcher(cell.lane()).matches(),
        "%s has a lane that is none",
        cell.benchmark());
    if (cell.cores() != null) {
      within("cores", cell.cores(), 1, MOST_CPUS);
    }
  }

  /// Inspects a fork, which must be of the plan, and the only one of its round that ended well.
  ForkRecord of(@Nullable ForkRecord fork) {
    if (fork == null) {
      throw new IllegalArgumentException("there is nothing but a null in it");
    }
    require(plan.containsKey(fork.cell()), "the plan has no cell %s", fork.cell());
    within("round", fork.round(), 1, MOST_ROUNDS);
    within("position", fork.position(), 1, Integer.MAX_VALUE - 1);
    within("attempt", fork.attempt(), 1, 2);
    within("wallMillis", fork.wallMillis(), 0, LONGEST_BUDGET_SECONDS * 1000);
    if (!fork.isOk()) {
      return fork;
    }
    var fault = fault(fork);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
    require(fork.setting() != null, "\"setting\" is missing");
    for (var iteration : fork.measured()) {
      iteration.latencies().forEach((name, latency) -> LatencyFiles.inspect(name, latency));
    }
    require(
        ended.computeIfAbsent(fork.cell(), any -> new HashSet<>()).add(fork.round()),
        "it is round %s of %s, which has ended well before",
        fork.round(),
        fork.cell());
    return fork;
  }

  /// Inspects how many latencies a histogram has.
  static void samples(String name, long samples) {
    require(samples > 0, "the histogram \"%s\" is empty", name);
    require(samples <= MOST_SAMPLES, "the histogram \"%s\" has impossibly many values", name);
  }

  /// Why the scores of a fork that ended well cannot be true; null where they can.
  static @Nullable String fault(ForkRecord fork) {
    if (fork.unit() == null || fork.unit().isBlank()) {
      return "its scores have no unit";
    }
    int measured = 0;
    for (var iteration : fork.iterations()) {
      double score = iteration.score();
      measured += iteration.warmup() ? 0 : 1;
      if (!(score > 1 / LARGEST_SCORE && score < LARGEST_SCORE)) {
        return "a score is not a positive number, or is impossibly large or small";
      }
      for (var metric : iteration.metrics().entrySet()) {
        // NaN is what nobody knows.
        if (Math.abs(metric.getValue().value()) > LARGEST_SCORE) {
          return "\"" + metric.getKey() + "\" is impossibly large";
        }
      }
    }
    return measured == 0 ? "it measured nothing" : null;
  }

  /// The forks as they are, but one whose scores cannot be true counts as failed, so that it is
  /// seen and never averaged.
  static ForkRecord failingOnFault(ForkRecord fork) {
    var fault = fork.isOk() ? fault(fork) : null;
    return fault == null ? fork : fork.failed(fault);
  }
}
