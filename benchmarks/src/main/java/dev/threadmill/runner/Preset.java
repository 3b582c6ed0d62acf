package dev.threadmill.runner;

import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import java.util.List;
import java.util.Locale;

/// How much is measured: every default of a run, in one place, with its reason.
public enum Preset {
  /// Whether everything works here, not how fast it is: one short fork of every family's arms.
  SMOKE(new Shape(1, 50, 1, 50), new Limits(3, 3, 0.5, 115)) {
    @Override
    List<Choice> choices() {
      return Choices.HEADLINES;
    }
  },
  /// The headline of every family within ten minutes on two cores. Two warm-up iterations let
  /// the JIT settle on these small bodies; what it leaves is the same for all arms of a
  /// comparison. A second is measured in five iterations, for between any two there is a look at
  /// how far apart the CPUs are, and they may move within it.
  QUICK(new Shape(2, 600, 5, 200), new Limits(5, 12, 0.05, 9 * 60)) {
    @Override
    List<Choice> choices() {
      return Choices.HEADLINES;
    }
  },
  /// Each family's questions within two hours. Three seconds of each are where more time in a fork
  /// stops paying and more forks begin to.
  STANDARD(new Shape(3, 1000, 6, 500), new Limits(5, 20, 0.03, 115 * 60)) {
    @Override
    List<Choice> choices() {
      return Choices.QUESTIONS;
    }
  },
  /// How long a warm-up should last, by a hundred seconds without one. Nothing is compared, and
  /// with `--include` it takes five minutes a cell.
  AUDIT(new Shape(0, 1000, 100, 1000), new Limits(3, 3, 0.5, 12 * 3600)) {
    @Override
    List<Choice> choices() {
      return Choices.HEADLINES;
    }
  },
  /// For publication: longer warm-up, narrower intervals, and a night of time.
  THOROUGH(new Shape(5, 2000, 5, 1000), new Limits(6, 30, 0.02, 10 * 3600)) {
    @Override
    List<Choice> choices() {
      return Choices.QUESTIONS;
    }
  };

  private final Shape shape;
  private final Limits limits;

  Preset(Shape shape, Limits limits) {
    this.shape = shape;
    this.limits = limits;
  }

  public Shape shape() {
    return shape;
  }

  public Limits limits() {
    return limits;
  }

  abstract List<Choice> choices();

  /// Its name on the command line.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As usage messages print it.
  @Override
  public String toString() {
    return label();
  }
}
