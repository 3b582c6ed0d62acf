package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import java.util.Locale;
import java.util.Optional;

/// Everything that a check of scores can find: its code, its limit, how much it weighs at most, and
/// its words. What the host counted beside a fork (steal, other processes, a quota, heat) has its
/// limits and words in `machine`.
///
/// A warning says that a score shows it; a note, that it was seen and no score shows it. Shares are
/// written as such, so that 0.02 is 2 %. A limit must be passed to count: for what must not happen
/// at all it is 0.
public enum Symptom {
  // What the JVM did
  COMPILING(
      note(Check.COMPILATION, 0.05),
      "The JVM compiled for %s of the measured time; scores show no trend."),
  HALF_WARM(
      warn(Check.COMPILATION, 0.01),
      "Scores changed by %s during the measurement, while the JVM compiled for %s of the time. Use"
          + " a longer warm-up."),
  COLLECTING(note(Check.COLLECTION, 0.05), "Garbage collection took %s of the measured time."),
  COLLECTING_UNEVENLY(
      note(Check.COLLECTION, 0.02),
      "Garbage collection took %s of one side's time and %s of the other's, as part of what they"
          + " do."),
  FULL_COLLECTION(
      note(Check.COLLECTION, 0),
      "The measurement contains %s full garbage collections. Use a larger heap."),
  PINNED(note(Check.CARRIERS, 0), "Virtual threads were pinned to their carriers %s times a fork."),
  CARRIERS(
      note(Check.CARRIERS, 0),
      "Virtual threads have %s carriers on %s CPUs. Set jdk.virtualThreadScheduler.parallelism."),

  // What the scores did
  TREND(
      warn(Check.TREND, 0.01),
      "Scores changed by %s from the start of the measurement to its end. Use a longer warm-up."),
  RATIO_TREND(
      bad(Check.TREND, 0),
      "The ratio changed by %s from the start of the measurement to its end: one side was not"
          + " warm. Use a longer warm-up."),
  TWO_GROUPS(
      warn(Check.MODES, 0.02),
      "Forks have two speeds, %s apart: %s forks are near %s, %s near %s. The mean describes"
          + " neither; compilation or memory layout may differ from fork to fork."),
  MODES_DECIDE(
      bad(Check.MODES, 0),
      "Forks have two speeds, and the result depends on them: '%s' for the faster forks, '%s' for"
          + " the slower ones, '%s' for all. Find out what differs between forks."),
  OUTLIERS(warn(Check.OUTLIERS, 0.025), "%s iterations far from the rest move the score by %s."),
  ONE_ROUND(
      warn(Check.OUTLIERS, 0),
      "Round %s is far from the others: without it the ratio would be %s and not %s, and the"
          + " result '%s'. Run more rounds."),
  SKEWED(note(Check.SKEW, 2), "Forks are skewed: mean and median differ by %s standard errors."),
  FEW_FORKS(warn(Check.FORKS, 0), "Too few forks ended well: %s. Run more rounds."),
  INVALID_FORKS(warn(Check.FORKS, 0), "Forks without a valid score: %s."),
  SHORT_ITERATIONS(
      note(Check.ITERATIONS, 0), "An iteration had only %s operations. Make iterations longer."),

  // What was not warmed up
  COLD(bad(Check.COLD, 0), "Measured without a warm-up: scores are of cold code."),
  COLD_SETTLES(
      bad(Check.COLD, 0),
      "Measured without a warm-up, which should last %s s: what is measured after that is within"
          + " %s of the final speed."),
  COLD_FOR_LONG(
      bad(Check.STEADINESS, 0),
      "Measured without a warm-up; what is measured after a minute of it is still %s away from the"
          + " final speed."),

  // What the machine did
  QUOTA(
      bad(Check.QUOTA, 0),
      "The container may use %s CPUs, and the benchmark keeps %s busy. Lift the quota."),
  FREQUENCY(
      note(Check.FREQUENCY, 0.03),
      "The clock speed differed by %s between the sides, before and after their forks."),
  DRIFT(
      bad(Check.DRIFT, 0.02),
      "The machine drifted by %s during the run (%s). Ratios of arms that ran side by side stay"
          + " valid, absolute scores do not."),
  STEP(warn(Check.DRIFT, 0.03), "The machine changed speed by %s at %s (%s)."),
  COMMON_SHIFT(
      warn(Check.DRIFT, 0),
      "Everything moved together, by %s at the median of %s unrelated comparisons: suspect the"
          + " host."),
  CPUS_MOVED(
      note(Check.CORE_TO_CORE, 1.5),
      "The two CPUs were %s to %s ns apart from fork to fork, as if a hypervisor moved them."),
  SCORES_FOLLOW_CPUS(
      warn(Check.CORE_TO_CORE, 0.7),
      "The two CPUs were %s to %s ns apart from fork to fork, which explains %s of the scores'"
          + " variance. The mean describes neither state."),
  CPUS_UNLIKE(
      bad(Check.CORE_TO_CORE, 0),
      "The result depends on how far apart the two CPUs were: '%s' for near forks, '%s' for far"
          + " ones, '%s' for all. They were far apart in %s of one side and %s of the other. Run"
          + " more rounds."),

  // How it was measured
  CEILING(
      warn(Check.CEILING, 0.8),
      "The score is at %s of the ceiling that its conditions set, %s operations a second: what is"
          + " faster cannot show. Raise the ceiling, by more connections or by a higher limit."),
  COARSE_TIMER(
      warn(Check.CLOCK, 1.0 / 30),
      "One tick is %s ns; latencies under %s ns cannot be told apart. Batch operations."),
  IDENTICAL(bad(Check.CLOCK, 0), "All %s rounds agree to the last digit: the clock is too coarse."),
  OVERSUBSCRIBED(
      note(Check.SHARES, 0), "%s threads on %s CPUs: oversubscribed, measures the scheduler too."),
  UNFAIR(note(Check.SHARES, 0.1), "Threads got unequal shares (Jain's index %s).");

  /// The value that must be passed, and the weight of the finding then.
  private record Limit(Check check, Level level, double value) {}

  private final Limit limit;
  private final String sentence;

  Symptom(Limit limit, String sentence) {
    this.limit = limit;
    this.sentence = sentence;
  }

  private static Limit note(Check check, double value) {
    return new Limit(check, Level.NOTE, value);
  }

  private static Limit warn(Check check, double value) {
    return new Limit(check, Level.WARN, value);
  }

  private static Limit bad(Check check, double value) {
    return new Limit(check, Level.BAD, value);
  }

  /// The finding if `value` passes the limit. A value that is not a number was not measured, and
  /// finds nothing.
  ///
  /// @param words what goes into the sentence
  public Optional<Finding> in(double value, Object... words) {
    return value > limit.value
        ? Optional.of(
            new Finding(limit.check, limit.level, String.format(Locale.ROOT, sentence, words)))
        : Optional.empty();
  }

  /// The same, as no more than a note unless `value` is larger than what matters.
  public Optional<Finding> beyond(double matters, double value, Object... words) {
    return in(value, words).map(found -> value > matters ? found : found.atMost(Level.NOTE));
  }

  /// The finding if it is so.
  public Optional<Finding> when(boolean so, Object... words) {
    return in(so ? Double.MAX_VALUE : 0, words);
  }
}
