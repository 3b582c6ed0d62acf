package dev.threadmill.results;

import java.util.Map;
import java.util.OptionalDouble;

/// The units of time in which JMH and its profilers report.
public final class TimeUnits {
  private static final Map<String, Double> NANOS =
      Map.of(
          "ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day",
          86_400e9);

  private TimeUnits() {}

  /// The nanoseconds in a unit such as `ms`; empty if it is not of time.
  public static OptionalDouble nanos(String unit) {
    var nanos = NANOS.get(unit);
    return nanos == null ? OptionalDouble.empty() : OptionalDouble.of(nanos);
  }

  /// The same of a score, whose unit may be that of an operation: `ms/op`.
  public static OptionalDouble nanosOfScore(String unit) {
    return nanos(unit.replaceFirst("/op$", ""));
  }
}
