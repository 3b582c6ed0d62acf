package dev.threadmill.comparison;

import dev.threadmill.machine.HostActivity;
import dev.threadmill.recording.CpusApart;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Iteration.Metric;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import dev.threadmill.results.Setting;
import dev.threadmill.stats.simulation.Draws;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A run of two equal contenders on a quiet machine, as a fork log would have it, and what a test
/// plants in some of its forks.
public final class MadeUpRun {
  public static final int WARM_UPS = 2;
  public static final int ITERATIONS = 5;
  private static final double SECONDS = 1.5;
  private static final double ITERATION_MILLIS = 200;

  /// What a test does to a fork before it is recorded.
  @FunctionalInterface
  public interface Plant {
    void in(Fork fork, Draws draws);
  }

  /// A fork in the making.
  public static final class Fork {
    public final int arm;
    public final int round;
    public final int rounds;

    /// By how much it is slower; a logarithm.
    public double slower;

    /// By how much each iteration is slower, the warm-up among them.
    public final double[] slowerBy = new double[WARM_UPS + ITERATIONS];

    public double stealShare;
    public double othersCpus;
    public double compiling = 0.01;
    public double collecting = 0.01;
    public double megahertz = 3000;
    public double apart = Double.NaN;

    Fork(int arm, int round, int rounds) {
      this.arm = arm;
      this.round = round;
      this.rounds = rounds;
    }
  }

  private MadeUpRun() {}

  /// @param spread the standard deviation of the forks of an arm, as a share
  /// @param noise that of the iterations of a fork
  public static Run of(int rounds, double spread, double noise, Plant plant, Draws draws) {
    var one = Samples.cell("messaging", "contender", "ONE");
    var two = Samples.cell("messaging", "contender", "TWO");
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      double together = draws.normal(0.02); // what a round does to both
      for (int arm = 0; arm < 2; arm++) {
        var fork = new Fork(arm, round, rounds);
        fork.slower = together + draws.normal(spread);
        plant.in(fork, draws);
        forks.add(record(arm == 0 ? one : two, forks.size() + 1, fork, noise, draws));
      }
    }
    var group = Samples.group(one, two);
    var manifest = Samples.manifest(new Limits(rounds, rounds, 0.02, 60), group);
    return new Run("made up", Path.of("made-up"), manifest, List.of(group), forks, List.of());
  }

  private static ForkRecord record(Cell cell, int position, Fork fork, double noise, Draws draws) {
    List<Iteration> iterations = new ArrayList<>();
    for (int i = 0; i < WARM_UPS + ITERATIONS; i++) {
      Map<String, Metric> metrics = new HashMap<>();
      metrics.put(JvmTimes.LASTING, new Metric(ITERATION_MILLIS, "ms"));
      metrics.put(JvmTimes.COMPILING, new Metric(fork.compiling * ITERATION_MILLIS, "ms"));
      metrics.put(JvmTimes.COLLECTING, new Metric(fork.collecting * ITERATION_MILLIS, "ms"));
      if (fork.apart > 0) {
        metrics.put(CpusApart.APART, new Metric(fork.apart, "ns"));
      }
      double log = fork.slower + fork.slowerBy[i] + draws.normal(noise);
      iterations.add(new Iteration(i < WARM_UPS, 100 * Math.exp(log), metrics, Map.of()));
    }
    return new ForkRecord(
        cell.id(),
        fork.round,
        position,
        1,
        ForkRecord.Outcome.OK,
        null,
        "2026-01-01T00:00:00Z",
        (long) (1000 * SECONDS),
        "ns/op",
        new Setting(
            "1.37",
            1,
            "java",
            List.of(),
            "25",
            "VM",
            "25+1",
            WARM_UPS,
            "200 ms",
            1,
            ITERATIONS,
            "200 ms",
            1),
        iterations,
        host(fork));
  }

  private static HostActivity host(Fork fork) {
    return new HostActivity(
        SECONDS,
        2,
        fork.stealShare,
        fork.othersCpus * SECONDS,
        0L,
        0.0,
        0.1,
        fork.megahertz,
        fork.megahertz,
        0L,
        0L,
        0L);
  }
}
