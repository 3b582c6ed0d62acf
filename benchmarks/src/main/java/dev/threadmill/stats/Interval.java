package dev.threadmill.stats;

/// A range that a positive quantity, such as a score or a ratio, lies in with a stated confidence.
public record Interval(double low, double high) {
  public Interval {
    if (!(low >= 0 && low <= high)) {
      throw new IllegalArgumentException("not an interval: from " + low + " to " + high);
    }
  }

  /// The interval of the quantity whose natural logarithm lies within `half` of `center`.
  static Interval aroundLog(double center, double half) {
    return new Interval(Math.exp(center - half), Math.exp(center + half));
  }

  public Interval inverse() {
    return new Interval(1 / high, 1 / low);
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public boolean isAbove(double value) {
    return low > value;
  }

  public boolean isBelow(double value) {
    return high < value;
  }

  /// How far the ends are from the geometric middle, as a share: 0.02 stands for ±2 %.
  public double relativeHalfWidth() {
    return Math.sqrt(high / low) - 1;
  }
}
