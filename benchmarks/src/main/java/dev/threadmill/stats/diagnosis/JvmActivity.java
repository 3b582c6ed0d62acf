package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import java.util.Optional;

/// What the JVM did beside the benchmark.
public final class JvmActivity {
  private JvmActivity() {}

  /// @param compileMillis that the compilers spent during the last measured iteration
  /// @param wallMillis that the iteration took
  public static Optional<Finding> compiling(
      double compileMillis, double wallMillis, int compilerThreads) {
    double share = compileMillis / (wallMillis * compilerThreads);
    return Symptom.COMPILING.in(share, percent(share));
  }

  /// @param share of the measured time
  public static Optional<Finding> collecting(double share) {
    return Symptom.COLLECTING.in(share, percent(share));
  }

  /// @param shareA of one arm's measured time
  /// @param shareB of the other's
  public static Optional<Finding> collectingUnevenly(double shareA, double shareB) {
    return Symptom.COLLECTING_UNEVENLY.in(
        Math.abs(shareA - shareB), percent(shareA), percent(shareB));
  }

  public static Optional<Finding> fullCollections(long count) {
    return Symptom.FULL_COLLECTION.in(count, count);
  }

  /// @param count of the JDK's events of virtual threads that waited without leaving their carrier
  public static Optional<Finding> pinned(long count) {
    return Symptom.PINNED.in(count, count);
  }

  public static Optional<Finding> carriers(int carriers, double cpus) {
    return Symptom.CARRIERS.when(carriers != cpus, carriers, number(cpus));
  }
}
