package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.threadmill.machine.HostActivity;
import dev.threadmill.recording.CpusApart;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.recording.Metrics;
import dev.threadmill.stats.Moments;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Everything that is known of one fork: a line of `forks.jsonl`.
///
/// @param cell the id of its cell
/// @param round which round of its comparison group, from 1
/// @param position which fork of the run, from 1, in the order they ran
/// @param attempt 1, or 2 when the first attempt of this round failed
/// @param outcome how it ended
/// @param reason why it did not end well; null if it did
/// @param started when, in ISO form
/// @param wallMillis from its launch to its end
/// @param unit of the scores
/// @param setting null if it ended before its settings were told
/// @param iterations in the order they ran, warm-up included
/// @param host what else the machine did meanwhile; null where that cannot be seen
/// @param hello what a lane's program said of itself; null for a JVM, and where it said nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForkRecord(
    String cell,
    int round,
    int position,
    int attempt,
    Outcome outcome,
    @Nullable String reason,
    String started,
    long wallMillis,
    @Nullable String unit,
    @Nullable Setting setting,
    List<Iteration> iterations,
    @Nullable HostActivity host,
    @Nullable Hello hello) {
  /// The metrics that decide how a fork is compared, by the names that forks report them under.
  public static final String SET_RATE = Metrics.SET_RATE;

  public static final String CPUS_APART = CpusApart.APART;

  /// How many CPUs a fork kept busy.
  public static final String BUSY = JvmTimes.BUSY;

  public enum Outcome {
    @JsonProperty("ok")
    OK,
    /// The benchmark threw, or the JVM crashed, hung or said what nobody understood.
    @JsonProperty("failed")
    FAILED,
    /// The benchmark said that this cell makes no sense.
    @JsonProperty("n/a")
    NOT_APPLICABLE
  }

  /// A fork that is a JVM.
  public ForkRecord(
      String cell,
      int round,
      int position,
      int attempt,
      Outcome outcome,
      @Nullable String reason,
      String started,
      long wallMillis,
      @Nullable String unit,
      @Nullable Setting setting,
      List<Iteration> iterations,
      @Nullable HostActivity host) {
    this(
        cell,
        round,
        position,
        attempt,
        outcome,
        reason,
        started,
        wallMillis,
        unit,
        setting,
        iterations,
        host,
        null);
  }

  @JsonIgnore
  public boolean isOk() {
    return outcome == Outcome.OK;
  }

  /// Whether it worked at a rate that was set, so that its scores are those of a schedule and
  /// compare nothing.
  @JsonIgnore
  public boolean isPaced() {
    return measured().stream().anyMatch(iteration -> iteration.metrics().containsKey(SET_RATE));
  }

  /// A metric's mean over the measured iterations; empty where it was not reported.
  public OptionalDouble mean(String metric) {
    return values(metric).average();
  }

  /// What the measured iterations reported of a metric, in their order.
  DoubleStream values(String metric) {
    return measured().stream()
        .map(iteration -> iteration.metrics().get(metric))
        .filter(Objects::nonNull)
        .mapToDouble(Iteration.Metric::value);
  }

  /// The same fork, as one that failed.
  ForkRecord failed(String why) {
    return new ForkRecord(
        cell,
        round,
        position,
        attempt,
        Outcome.FAILED,
        why,
        started,
        wallMillis,
        unit,
        setting,
        iterations,
        host,
        hello);
  }

  /// How far apart its two CPUs were while it was measured, in nanoseconds, as a geometric mean;
  /// NaN where nobody knows.
  ///
  /// They are looked at after each iteration, which is before the next: an iteration met them
  /// half as they were before it and half as they were after.
  public double cpusApart() {
    return Moments.geometricMean(
        IntStream.range(0, iterations.size())
            .filter(i -> !iterations.get(i).warmup())
            .flatMap(i -> IntStream.of(Math.max(i - 1, 0), i))
            .mapToObj(i -> iterations.get(i).metrics().get(CPUS_APART))
            .filter(Objects::nonNull)
            .mapToDouble(Iteration.Metric::value));
  }

  /// The scores that count, in the order they were taken.
  public double[] scores() {
    return measured().stream().mapToDouble(Iteration::score).toArray();
  }

  public List<Iteration> measured() {
    return iterations.stream().filter(iteration -> !iteration.warmup()).toList();
  }
}
