package dev.threadmill.questions;

import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A preset: every default of a run, in one place, with its reason.
public enum Preset {
  /// Whether everything works here, not how fast it is: one short fork of every family's arms.
  SMOKE("quick", new Shape(1, 50, 1, 50), new Limits(3, 3, 0.5, 115)),
  /// The headline of every family within nine minutes on two cores. Two warm-up iterations let
  /// the JIT settle on these small bodies; what it leaves is the same for all arms of a
  /// comparison. Forks of one contended cell differ more than the iterations of one fork, so that
  /// many short forks tell more than few long ones. Between any two iterations there is a look at
  /// how far apart the CPUs are, and they may move within a fork.
  QUICK("quick", new Shape(2, 450, 4, 150), new Limits(3, 20, 0.05, 9 * 60)),
  /// Each family's questions within two hours. Three seconds of each are where more time in a fork
  /// stops paying and more forks begin to.
  STANDARD("standard", new Shape(3, 1000, 6, 500), new Limits(3, 20, 0.03, 115 * 60)),
  /// The same questions on every runtime, within 25 minutes on two cores with the building of the
  /// lanes: what coroutines and the lanes have beside the JVM's threads. Forks of lanes are warm
  /// at once, so that the JVM's say how long one takes; three of each leave a tenth to spare.
  RUNTIMES("runtimes", new Shape(2, 250, 3, 120), new Limits(3, 20, 0.05, 25 * 60 - 60)),
  /// How long a warm-up should last, by a hundred seconds without one. Nothing is compared, and
  /// with `--include` it takes five minutes a cell.
  AUDIT("quick", new Shape(0, 1000, 100, 1000), new Limits(3, 3, 0.5, 12 * 3600)),
  /// For publication: longer warm-up, narrower intervals, and a night of time.
  THOROUGH("standard", new Shape(5, 2000, 5, 1000), new Limits(6, 30, 0.02, 10 * 3600));

  private final String cells;
  private final Shape shape;
  private final Limits limits;

  Preset(String cells, Shape shape, Limits limits) {
    this.cells = cells;
    this.shape = shape;
    this.limits = limits;
  }

  public Shape shape() {
    return shape;
  }

  public Limits limits() {
    return limits;
  }

  /// The name by which benchmarks say which of their cells it measures.
  String cells() {
    return cells;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }

  /// The one of that name; empty where a run was planned by something else.
  public static Optional<Preset> named(String label) {
    return Arrays.stream(values()).filter(preset -> preset.label().equals(label)).findFirst();
  }
}
