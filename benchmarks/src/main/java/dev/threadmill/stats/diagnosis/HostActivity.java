package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import java.util.Optional;

/// What the machine, and who else is on it, did to a fork.
public final class HostActivity {
  private HostActivity() {}

  /// @param share of all CPU time that the hypervisor took
  public static Optional<Finding> stolen(double share) {
    return Symptom.STOLEN.in(share, percent(share));
  }

  /// @param times that the control group was stopped
  /// @param share of the wall time that it stood still
  public static Optional<Finding> throttled(long times, double share) {
    var words = new Object[] {times, percent(share)};
    return Symptom.THROTTLED_MUCH.in(share, words).or(() -> Symptom.THROTTLED.in(times, words));
  }

  /// @param cpus that the control group may use
  public static Optional<Finding> quota(double cpus, int threads) {
    return Symptom.QUOTA.when(cpus < threads, number(cpus), threads);
  }

  /// @param times that the processor slowed down by its own, so as not to overheat
  public static Optional<Finding> overheated(long times) {
    return Symptom.OVERHEATED.in(times, times);
  }

  /// @param frequencyA the mean frequency of the busy cores during one arm
  /// @param frequencyB the same during the other
  public static Optional<Finding> frequency(double frequencyA, double frequencyB) {
    double apart = Math.abs(Math.log(frequencyA / frequencyB));
    return Symptom.FREQUENCY.in(apart, percent(apart));
  }

  /// @param cpus that were busy with what is not ours, on average
  public static Optional<Finding> others(double cpus) {
    return Symptom.OTHERS.in(cpus, number(cpus));
  }

  /// @param share of the wall time in which some task waited for a CPU
  public static Optional<Finding> pressure(double share) {
    return Symptom.PRESSURE.in(share, percent(share));
  }
}
