package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;

import dev.threadmill.stats.Finding;
import java.util.Optional;

/// Whether the clock is fine enough for what it measured.
public final class Timer {
  private static final double TICKS_A_LATENCY = 10;

  private Timer() {}

  /// @param tick the least step of the clock, in nanoseconds
  /// @param median of the latencies, in nanoseconds
  public static Optional<Finding> coarse(double tick, double median) {
    return Symptom.COARSE_TIMER.in(tick / median, number(tick), number(TICKS_A_LATENCY * tick));
  }

  /// @param differences of fork scores, a round each: of a real clock they are never all the same
  public static Optional<Finding> identical(double... differences) {
    boolean same = differences.length > 1;
    for (double difference : differences) {
      same &= difference == differences[0];
    }
    return Symptom.IDENTICAL.when(same, differences.length);
  }
}
