package dev.threadmill.stats.simulation;

/// What a machine does to the log scores of the forks that it runs one after another.
public enum Host {
  STEADY {
    @Override
    public double[] path(int slots, Draws draws) {
      return new double[slots];
    }
  },
  /// Its speed differs by 3 %, and forks that are close in time have much the same.
  CORRELATED {
    @Override
    public double[] path(int slots, Draws draws) {
      double keep = 0.9;
      double deviation = 0.03;
      var path = new double[slots];
      double now = draws.normal(deviation);
      for (int i = 0; i < slots; i++) {
        path[i] = now;
        now = keep * now + draws.normal(deviation * Math.sqrt(1 - keep * keep));
      }
      return path;
    }
  },
  /// Each fork finds it up to 1 % faster or slower than the one before.
  WALK {
    @Override
    public double[] path(int slots, Draws draws) {
      var path = new double[slots];
      for (int i = 1; i < slots; i++) {
        path[i] = path[i - 1] + draws.normal(0.01);
      }
      return path;
    }
  },
  /// It gets 10 % faster from the start of the run to its end.
  RAMP {
    @Override
    public double[] path(int slots, Draws draws) {
      var path = new double[slots];
      for (int i = 0; i < slots; i++) {
        path[i] = 0.10 * i / slots;
      }
      return path;
    }
  },
  /// A neighbour comes and goes, and takes 10 % while it is there.
  NEIGHBOUR {
    @Override
    public double[] path(int slots, Draws draws) {
      var path = new double[slots];
      boolean there = draws.chance(0.5);
      for (int i = 0; i < slots; i++) {
        path[i] = there ? -0.10 : 0;
        there ^= draws.chance(0.1);
      }
      return path;
    }
  };

  /// What is added to the log score of each fork, in order of time.
  public abstract double[] path(int slots, Draws draws);
}
