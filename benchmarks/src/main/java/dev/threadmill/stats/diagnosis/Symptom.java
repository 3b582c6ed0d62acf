package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import java.util.Locale;
import java.util.Optional;

/// Everything that can be wrong with a measurement: its code, its limits and its words. What the
/// host counted beside a fork (steal, other processes, a quota, heat) is judged by `machine`.
///
/// Shares are written as such, so that 0.02 is 2 %. A limit must be passed to count: for what must
/// not happen at all it is 0.
public enum Symptom {
  // What the JVM did
  COMPILING(
      Check.COMPILATION,
      Limits.warn(0.005, 0.05),
      "The JVM was still compiling during measurement (%s of its compilers' time in the last"
          + " iteration); scores are of half-warm code. Use a longer warm-up."),
  COLLECTING(
      Check.COLLECTION, Limits.note(0.05), "Garbage collection took %s of the measured time."),
  COLLECTING_UNEVENLY(
      Check.COLLECTION,
      Limits.warn(0.02),
      "Garbage collection took %s of one arm's time and %s of the other's."),
  FULL_COLLECTION(
      Check.COLLECTION, Limits.warn(0), "Full garbage collections fell into the measurement: %s."),
  PINNED(
      Check.CARRIERS,
      Limits.note(0),
      "Virtual threads held on to their carriers while waiting %s times."),
  CARRIERS(Check.CARRIERS, Limits.warn(0), "Virtual threads have %s carriers on %s CPUs."),

  // What the scores did
  TREND(Check.TREND, Limits.warn(0.01, 0.05), "Scores were still changing by %s within a fork."),
  WARM_UP_TREND( // what is still warming up in its warm-up may be warm after it
      Check.TREND,
      Limits.warn(0.01),
      "Scores still changed by %s from the last half of the warm-up to the measurement."),
  NEVER_SETTLES(
      Check.STEADINESS,
      Limits.warn(0.05),
      "This benchmark does not reach a steady speed: it changed by %s in the last sixth of %s of"
          + " %s forks. Quote it as a range."),
  TWO_GROUPS(
      Check.MODES,
      Limits.warn(0.02),
      "Forks fall into two groups %s apart (%s forks near %s, %s near %s): usually a lottery of"
          + " inlining or layout. The mean describes neither."),
  MODE_SWITCH(
      Check.MODES,
      Limits.warn(Math.nextDown(0.2)), // a fifth counts
      "The speed changed by more than %s between iterations in %s of %s forks."),
  OUTLIERS(
      Check.OUTLIERS, Limits.warn(0.01), "Iterations far from the rest (%s) move the mean by %s."),
  ONE_FORK_DECIDES(Check.OUTLIERS, Limits.warn(0), "Without round %s the result would be '%s'."),
  ONE_FORK_MOVES(
      Check.OUTLIERS, Limits.warn(0), "Without round %s the ratio would be %s and not %s."),
  SHORT_ITERATIONS(
      Check.ITERATIONS,
      Limits.warn(0),
      "An iteration had only %s operations. Make iterations longer."),
  OVERRUN(Check.ITERATIONS, Limits.warn(0.05), "Iterations took %s longer than planned."),
  SKEWED(
      Check.SKEW,
      Limits.note(1),
      "Forks are skewed: mean and median differ by %s standard errors."),
  FEW_FORKS(Check.FORKS, Limits.warn(0), "Few forks: %s."),
  INVALID_FORKS(Check.FORKS, Limits.warn(0), "Forks without a valid score: %s."),

  // What was not warmed up
  COLD(Check.COLD, Limits.bad(0), "Measured without a warm-up: scores are of cold code."),
  COLD_SETTLES(
      Check.COLD,
      Limits.bad(0),
      "Measured without a warm-up, which should last %s s: what is measured after that is off the"
          + " end by %s."),
  COLD_FOR_LONG(
      Check.COLD,
      Limits.bad(0),
      "Measured without a warm-up; what is measured after a minute of it is still off the end by"
          + " %s."),

  // What the machine did
  QUOTA(
      Check.QUOTA,
      Limits.bad(0),
      "The container may use %s CPUs, and the benchmark keeps %s busy."),
  FREQUENCY(
      Check.FREQUENCY, Limits.warn(0.03), "The cores' frequency differed by %s between the arms."),
  DRIFT(
      Check.DRIFT,
      Limits.warn(0.02, 0.10),
      "The machine drifted by %s during the run (%s). Ratios of arms that ran side by side stay"
          + " valid, absolute scores do not."),
  STEP(Check.DRIFT, Limits.warn(0.03), "The machine changed speed by %s at %s (%s)."),
  ROUNDS(
      Check.DRIFT,
      Limits.note(2),
      "Rounds differ by %s; interleaving removed it from the comparisons."),
  COMMON_SHIFT(
      Check.DRIFT,
      Limits.warn(0),
      "Everything moved together, by %s at the median of %s unrelated comparisons: suspect the"
          + " host."),
  CPUS_MOVED(
      Check.CORE_TO_CORE,
      Limits.note(1.5),
      "The two CPUs were %s to %s ns apart from fork to fork, as if a hypervisor moved them."),
  SCORES_FOLLOW_CPUS(
      Check.CORE_TO_CORE,
      Limits.warn(0.7),
      "The two CPUs were %s to %s ns apart from fork to fork, and %s of the scores' spread goes with"
          + " that. The mean describes neither state."),
  CPUS_UNLIKE(
      Check.CORE_TO_CORE,
      Limits.warn(1.5),
      "The two CPUs were %s ns apart in the forks of one arm and %s ns in those of the other."),
  // How it was measured
  COARSE_TIMER(
      Check.CLOCK,
      Limits.warn(1.0 / 30, 1.0 / 10),
      "One tick is %s ns; latencies under %s ns cannot be told apart: batch operations."),
  IDENTICAL(
      Check.CLOCK,
      Limits.bad(0),
      "All %s rounds agree to the last digit: the clock is too coarse."),
  OVERSUBSCRIBED(
      Check.SHARES,
      Limits.note(0),
      "%s threads on %s CPUs: oversubscribed, measures the scheduler too."),
  UNFAIR(Check.SHARES, Limits.warn(0.1), "Threads got unequal shares (Jain's index %s).");

  private final Check check;
  private final Limits limits;
  private final String sentence;

  Symptom(Check check, Limits limits, String sentence) {
    this.check = check;
    this.limits = limits;
    this.sentence = sentence;
  }

  public Check check() {
    return check;
  }

  /// The finding if `value` passes a limit. A value that is not a number was not measured, and
  /// finds nothing.
  ///
  /// @param words what goes into the sentence
  Optional<Finding> in(double value, Object... words) {
    return limits
        .level(value)
        .map(level -> new Finding(check, level, String.format(Locale.ROOT, sentence, words)));
  }

  /// The finding if it is so.
  Optional<Finding> when(boolean so, Object... words) {
    return in(so ? 1 : 0, words);
  }
}
