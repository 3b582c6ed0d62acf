package dev.threadmill.results;

import dev.threadmill.stats.ForkScore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A quantity that cells are compared by; less is better in each.
///
/// @param label its name in files and declarations
/// @param words what it is called; nothing for the time of an operation
/// @param unit what it is counted in; nothing for a score, which has a unit of its own
public record Quantity(Kind kind, String label, String words, String unit) {
  /// How a fork tells it.
  public enum Kind {
    TIME,
    MEMORY,
    LATENCY,
    DELAY,
    /// The longest that a thread went without its turn.
    WAIT,
    WAKE_UP,
    /// A metric of a profiler or a counter, for each operation.
    METRIC,
    /// A percentile of the calls that JMH sampled.
    PERCENTILE
  }

  public static final Quantity TIME = new Quantity(Kind.TIME, "time", "", "");

  public static final Quantity MEMORY =
      new Quantity(Kind.MEMORY, "memory", "memory of a thread", "B");

  /// The p99 latency at a rate that was set.
  public static final Quantity LATENCY = new Quantity(Kind.LATENCY, "latency", "p99 latency", "ns");

  /// The p50 latency at a rate that was set.
  public static final Quantity MEDIAN_LATENCY =
      new Quantity(Kind.LATENCY, "median_latency", "p50 latency", "ns");

  /// The p90 delay. A probe has too few turns for a higher percentile.
  public static final Quantity DELAY = new Quantity(Kind.DELAY, "delay", "p90 delay", "ns");

  /// The longest that any thread goes without its turn in a second.
  public static final Quantity WAIT = new Quantity(Kind.WAIT, "wait", "maximum wait", "ns");

  /// How late sleepers wake: the p99.
  public static final Quantity WAKE_UP =
      new Quantity(Kind.WAKE_UP, "wake_up", "p99 wake-up delay", "ns");

  /// What the suite's questions ask for.
  public static final List<Quantity> ASKED =
      List.of(TIME, MEMORY, LATENCY, MEDIAN_LATENCY, DELAY, WAIT, WAKE_UP);

  /// The mean over windows of a second, in which nobody can wait any longer.
  private static final String LONGEST_WAIT = "wait.longest.1s";

  private static final String PER_OPERATION = "/op";
  private static final String BYTES_PER_OPERATION = "B" + PER_OPERATION;

  private static final List<Quantity> OF_SAMPLES =
      Stream.of("p50", "p90", "p99", "p99.9")
          .map(name -> new Quantity(Kind.PERCENTILE, name, name, "ns"))
          .toList();

  /// The quantity of a question by its label.
  public static Quantity asked(String label) {
    return ASKED.stream()
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no question asks for " + label));
  }

  /// What a fork reported beside what questions ask for: metrics for an operation, and the
  /// percentiles of its samples.
  ///
  /// There is no ratio to a zero, and what some iterations do not report, such as those without a
  /// collection, has no mean.
  public static Stream<Quantity> reported(ForkRecord fork) {
    Map<String, String> units = new TreeMap<>();
    Map<String, Integer> times = new HashMap<>();
    var measured = fork.measured();
    for (var iteration : measured) {
      iteration
          .metrics()
          .forEach(
              (name, metric) -> {
                units.put(name, metric.unit());
                times.merge(name, 1, Integer::sum);
              });
    }
    var metrics =
        units.entrySet().stream()
            .filter(metric -> metric.getValue().endsWith(PER_OPERATION))
            .filter(metric -> times.getOrDefault(metric.getKey(), 0) == measured.size())
            .map(
                metric ->
                    new Quantity(Kind.METRIC, metric.getKey(), metric.getKey(), metric.getValue()))
            .filter(metric -> metric.of(fork).orElse(0) > 0);
    boolean sampled = LatencyFiles.names(List.of(fork)).contains(JmhFile.SAMPLES);
    return Stream.concat(metrics, sampled ? OF_SAMPLES.stream() : Stream.empty());
  }

  public boolean isTime() {
    return kind == Kind.TIME;
  }

  public boolean isBytes() {
    return unit.equals("B") || unit.equals(BYTES_PER_OPERATION);
  }

  /// What a fork came to as a logarithm on which larger is better, so that a difference is a ratio
  /// whatever was measured; empty where it says nothing of this. The score of a fork whose rate was
  /// set compares nothing, and the latency of one whose rate was not hides how long it kept others
  /// waiting.
  public OptionalDouble log(Cell cell, ForkRecord fork) {
    boolean atSetRate = kind == Kind.LATENCY;
    if ((isTime() || atSetRate) && fork.isPaced() != atSetRate) {
      return OptionalDouble.empty();
    }
    if (isTime()) {
      return OptionalDouble.of(ForkScore.log(fork.scores(), cell.isHigherBetter()));
    }
    var value = of(fork);
    return value.isPresent() && value.getAsDouble() > 0
        ? OptionalDouble.of(-Math.log(value.getAsDouble()))
        : OptionalDouble.empty();
  }

  /// What a fork reported of it beside its score; empty where it reported nothing.
  public OptionalDouble of(ForkRecord fork) {
    return switch (kind) {
      case TIME -> OptionalDouble.empty();
      case MEMORY -> {
        var total = bytes(fork, "total");
        yield total.isPresent() ? total : bytes(fork, "heap");
      }
      case LATENCY, DELAY, WAKE_UP, PERCENTILE ->
          percentile(fork).stream().mapToDouble(Percentile::nanos).findFirst();
      case WAIT -> fork.mean(LONGEST_WAIT);
      case METRIC -> {
        var mean = fork.mean(words);
        // Nobody allocates a part of a byte: below one, a profiler counts what is not the code's.
        yield mean.isPresent() && unit.equals(BYTES_PER_OPERATION)
            ? OptionalDouble.of(Math.max(1, mean.getAsDouble()))
            : mean;
      }
    };
  }

  /// Whether what a fork came to is but a lower bound, because it did not wait any longer.
  public boolean isBound(ForkRecord fork) {
    if (kind == Kind.WAIT) {
      return Percentile.isCutOff(fork, LONGEST_WAIT);
    }
    var name = histogram();
    return name != null
        && Percentile.isCutOff(fork, name) // asked first: it needs no histogram
        && percentile(fork).filter(Percentile::isBound).isPresent();
  }

  private Optional<Percentile> percentile(ForkRecord fork) {
    var name = histogram();
    return name == null ? Optional.empty() : Percentile.of(fork, name, percent());
  }

  /// Under which name a fork records it; null for what is no percentile.
  private @Nullable String histogram() {
    return switch (kind) {
      case LATENCY -> "latency";
      case DELAY -> "probe.delay";
      case WAKE_UP -> "wake.late";
      case PERCENTILE -> JmhFile.SAMPLES;
      case TIME, MEMORY, WAIT, METRIC -> null;
    };
  }

  /// The 99 of `p99 latency`.
  private double percent() {
    return Double.parseDouble(words.substring(1).split(" ")[0]);
  }

  /// Other suites count other things under these names.
  private static OptionalDouble bytes(ForkRecord fork, String name) {
    return fork.measured().stream()
            .flatMap(iteration -> Stream.ofNullable(iteration.metrics().get(name)))
            .allMatch(metric -> metric.unit().matches("B(/.*)?"))
        ? fork.mean(name)
        : OptionalDouble.empty();
  }
}
