package dev.threadmill.stats.simulation;

/// How the log scores of forks differ: mean about zero does not matter, deviation is one.
public enum ForkEffect {
  NORMAL {
    @Override
    public double draw(Draws draws) {
      return draws.normal();
    }
  },
  /// Seven of ten forks are compiled one way, three the other.
  BIMODAL {
    @Override
    public double draw(Draws draws) {
      return groups(draws, 0.3, 0.3);
    }
  },
  /// Most forks are near the worst, a few far better.
  SKEWED {
    @Override
    public double draw(Draws draws) {
      double variance = 0.8 * 0.8;
      return Math.exp(draws.normal(0.8)) / Math.sqrt((Math.exp(variance) - 1) * Math.exp(variance));
    }
  },
  /// One fork in ten is much slower.
  SPIKES {
    @Override
    public double draw(Draws draws) {
      return -groups(draws, 0.1, 0.5);
    }
  };

  public abstract double draw(Draws draws);

  /// A normal group of deviation `within`, and the share `second` of forks so far off that all
  /// together have deviation one.
  private static double groups(Draws draws, double second, double within) {
    double apart = Math.sqrt((1 - within * within) / (second * (1 - second)));
    return draws.normal(within) + (draws.chance(second) ? apart : 0);
  }
}
