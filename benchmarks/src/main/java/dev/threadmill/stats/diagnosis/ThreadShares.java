package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;

import dev.threadmill.stats.Finding;
import java.util.Arrays;
import java.util.Optional;

/// How the threads under test share the machine.
public final class ThreadShares {
  private ThreadShares() {}

  public static Optional<Finding> oversubscribed(int threads, double cpus) {
    return Symptom.OVERSUBSCRIBED.when(threads > cpus, threads, number(cpus));
  }

  /// @param operations that each thread did
  public static Optional<Finding> unfair(double... operations) {
    double index = jain(operations);
    return Symptom.UNFAIR.in(1 - index, number(index));
  }

  /// Jain's index of fairness: 1 if all have the same, 1/n if one has it all.
  public static double jain(double... operations) {
    double sum = Arrays.stream(operations).sum();
    double squares = Arrays.stream(operations).map(x -> x * x).sum();
    return squares == 0 ? 1 : sum * sum / (operations.length * squares);
  }
}
