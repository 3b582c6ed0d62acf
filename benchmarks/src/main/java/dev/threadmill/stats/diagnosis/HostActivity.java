package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import java.util.Optional;

/// What the machine, and who else is on it, did to a fork.
public final class HostActivity {
  private HostActivity() {}

  /// @param cpus that the control group may use
  public static Optional<Finding> quota(double cpus, int threads) {
    return Symptom.QUOTA.when(cpus < threads, number(cpus), threads);
  }

  /// @param frequencyA the mean frequency of the cores, as far as it is known, during one arm
  /// @param frequencyB the same during the other
  public static Optional<Finding> frequency(double frequencyA, double frequencyB) {
    double apart = Math.abs(Math.log(frequencyA / frequencyB));
    return Symptom.FREQUENCY.in(apart, percent(apart));
  }
}
