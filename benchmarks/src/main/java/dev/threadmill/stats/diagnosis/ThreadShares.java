package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;

import dev.threadmill.stats.Finding;
import java.util.Optional;

/// How the threads under test share the machine.
public final class ThreadShares {
  private ThreadShares() {}

  public static Optional<Finding> oversubscribed(int threads, double cpus) {
    return Symptom.OVERSUBSCRIBED.when(threads > cpus, threads, number(cpus));
  }

  /// @param jain the index of fairness: 1 if all have the same, 1/n if one has it all
  public static Optional<Finding> unfair(double jain) {
    return Symptom.UNFAIR.in(1 - jain, number(jain));
  }
}
