package dev.threadmill.analysis.claims;

import dev.threadmill.stats.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// In which range a ratio must lie for a claim to be reproduced.
public record Band(double low, double high) {
  /// How far a figure may be off where system, instruction set and JDK are those of its source.
  private static final double NEAR = 2;

  /// The same where one of the three is another.
  private static final double FAR = 4;

  public Band {
    if (!(low >= 0 && low < high)) {
      throw new IllegalArgumentException("no band: from " + low + " to " + high);
    }
  }

  /// The band as the data has it; an open end reaches to zero or to infinity.
  static Band of(List<@Nullable Double> ends) {
    Double low = ends.get(0);
    Double high = ends.get(1);
    return new Band(low == null ? 0 : low, high == null ? Double.POSITIVE_INFINITY : high);
  }

  /// The band of a scenario on a machine that differs from the claim's in so many of system,
  /// instruction set and JDK; null where only the direction can be judged.
  static @Nullable Band of(Scenario scenario, int differences) {
    var given = scenario.band() == null ? null : of(scenario.band());
    if (scenario.anywhere() || scenario.kind() == Scenario.Kind.WITHIN) {
      return given;
    }
    Double figure = scenario.figure();
    if (differences > 1 || (given == null && figure == null)) {
      return null;
    }
    if (figure == null) {
      return given;
    }
    double reach = differences == 0 ? NEAR : FAR;
    var around = new Band(figure / reach, figure * reach);
    if (given == null) {
      return around;
    }
    return differences == 0
        ? given
        : new Band(Math.min(given.low, around.low), Math.max(given.high, around.high));
  }

  boolean overlaps(Interval interval) {
    return interval.low() <= high && interval.high() >= low;
  }

  boolean holds(Interval interval) {
    return low <= interval.low() && interval.high() <= high;
  }
}
