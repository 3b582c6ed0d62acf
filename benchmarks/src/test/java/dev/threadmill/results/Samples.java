package dev.threadmill.results;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.LedgerEntry.Ruling;
import dev.threadmill.results.LedgerEntry.VerdictWord;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.RunManifest.State;
import dev.threadmill.results.RunManifest.Suite;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Cells, forks and manifests for tests, as small as they can be.
public final class Samples {
  private static final String PACKAGE = "dev.threadmill.suite.";

  private Samples() {}

  /// A cell of `family.ABenchmark.run`, with parameters given as name and value in turn.
  public static Cell cell(String family, String... params) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < params.length; i += 2) {
      map.put(params[i], params[i + 1]);
    }
    return new Cell(PACKAGE + family + ".ABenchmark.run", "avgt", map, null, null, null);
  }

  /// Two contenders in a group of their own.
  public static Group pair(String family) {
    return group(cell(family, "contender", "ONE"), cell(family, "contender", "TWO"));
  }

  public static Group group(Cell... cells) {
    return new Group(cells[0].group(), Arrays.asList(cells));
  }

  public static RunManifest manifest(Limits limits, Group... groups) {
    return manifest(limits, Map.of(), Map.of(), null, groups);
  }

  /// The manifest of a run whose plan names JVMs.
  public static RunManifest manifest(
      Limits limits,
      Map<String, String> jdks,
      Map<String, List<String>> jvms,
      @Nullable Fingerprint fingerprint,
      Group... groups) {
    return new RunManifest(
        RunManifest.SCHEMA,
        new Suite("1", "abc", "def"),
        State.RUNNING,
        "2026-01-01T00:00:00Z",
        null,
        "box",
        "quick",
        List.of("run"),
        42,
        new Shape(1, 100, 3, 100),
        limits,
        Arrays.asList(groups),
        jdks,
        jvms,
        Map.of(),
        Map.of(),
        fingerprint,
        null);
  }

  public static ForkRecord fork(Cell cell, int round, int position, double... scores) {
    return fork(cell, round, position, 1, Outcome.OK, null, scores);
  }

  public static ForkRecord fork(
      Cell cell,
      int round,
      int position,
      int attempt,
      Outcome outcome,
      @Nullable String reason,
      double... scores) {
    return new ForkRecord(
        cell.id(),
        round,
        position,
        attempt,
        outcome,
        reason,
        "2026-01-01T00:00:00Z",
        1000,
        "ns/op",
        new Setting(
            "1.37", 1, "java", List.of(), "25", "VM", "25+1", 1, "100 ms", 1, 3, "100 ms", 1),
        DoubleStream.of(scores)
            .mapToObj(score -> new Iteration(false, score, Map.of(), Map.of()))
            .toList(),
        null);
  }

  /// A fork that ran once, for so many nanoseconds, with threads of so many bytes.
  public static ForkRecord memory(Cell cell, int round, double nanos, double bytes) {
    var fork = fork(cell, round, 1, nanos);
    var metrics = Map.of("total", new Iteration.Metric(bytes, "B/thread"));
    return new ForkRecord(
        fork.cell(),
        round,
        fork.position(),
        1,
        Outcome.OK,
        null,
        fork.started(),
        fork.wallMillis(),
        fork.unit(),
        fork.setting(),
        List.of(new Iteration(false, nanos, metrics, Map.of())),
        null);
  }

  /// The fork, as it would be if it reported a metric in each iteration.
  public static ForkRecord reporting(ForkRecord fork, String metric, double value, String unit) {
    var metrics = Map.of(metric, new Iteration.Metric(value, unit));
    return with(
        fork,
        fork.iterations().stream()
            .map(one -> new Iteration(one.warmup(), one.score(), metrics, Map.of()))
            .toList());
  }

  /// The fork, as it would be with other iterations.
  public static ForkRecord with(ForkRecord fork, List<Iteration> iterations) {
    return new ForkRecord(
        fork.cell(),
        fork.round(),
        fork.position(),
        fork.attempt(),
        fork.outcome(),
        fork.reason(),
        fork.started(),
        fork.wallMillis(),
        fork.unit(),
        fork.setting(),
        iterations,
        fork.host());
  }

  /// The run, as it would be if the cells with these words in their ids did not apply.
  public static Run notApplicable(Run run, String words, String reason) {
    var forks =
        run.forks().stream()
            .map(
                fork ->
                    fork.cell().contains(words)
                        ? new ForkRecord(
                            fork.cell(),
                            fork.round(),
                            fork.position(),
                            fork.attempt(),
                            Outcome.NOT_APPLICABLE,
                            reason,
                            fork.started(),
                            fork.wallMillis(),
                            null,
                            null,
                            List.of(),
                            fork.host())
                        : fork)
            .toList();
    return new Run(run.name(), run.origin(), run.manifest(), run.groups(), forks, run.ruler());
  }

  /// A fork at a set rate, whose probe waited so long for its turns.
  ///
  /// @param unserved how many of them it did not wait for any longer
  public static ForkRecord delays(
      Cell cell, int round, int position, long turns, long nanos, long unserved, long limit) {
    var all = new Histogram(3);
    all.recordValueWithCount(nanos, turns);
    if (unserved > 0) {
      all.recordValueWithCount(limit, unserved);
    }
    return paced(
        cell,
        round,
        position,
        Map.of(Latencies.unserved("probe.delay"), new Iteration.Metric(unserved, "turns")),
        Map.of("probe.delay", LatencyFiles.latency(all)));
  }

  /// A fork at a set rate, in which a thread went so long without a turn.
  ///
  /// @param unserved how many had none in a window
  public static ForkRecord waits(Cell cell, int round, int position, double nanos, int unserved) {
    var metrics =
        Map.of(
            "wait.longest.1s",
            new Iteration.Metric(nanos, "ns"),
            Latencies.unserved("wait.longest.1s"),
            new Iteration.Metric(unserved, "turns"));
    return paced(cell, round, position, metrics, Map.of());
  }

  private static ForkRecord paced(
      Cell cell,
      int round,
      int position,
      Map<String, Iteration.Metric> metrics,
      Map<String, Iteration.Latency> latencies) {
    var fork = fork(cell, round, position, 100, 100, 100);
    var all = new HashMap<>(metrics);
    all.put(Metrics.SET_RATE, new Iteration.Metric(1000, "ops/s"));
    return new ForkRecord(
        fork.cell(),
        round,
        position,
        1,
        Outcome.OK,
        null,
        fork.started(),
        fork.wallMillis(),
        fork.unit(),
        fork.setting(),
        List.of(new Iteration(false, 100, all, latencies)),
        null);
  }

  /// An outcome whose base always scores 100, judged as nothing in particular.
  public static LedgerEntry outcome(
      String family, String arm, double planted, List<LedgerEntry.Fork> other) {
    return outcome(
        family,
        arm,
        planted,
        other.stream().map(fork -> new LedgerEntry.Fork(1000, List.of(100.0, 100.0))).toList(),
        other,
        1,
        new double[] {0.9, 1.1},
        0.5);
  }

  public static LedgerEntry outcome(
      String family,
      String arm,
      double planted,
      List<LedgerEntry.Fork> base,
      List<LedgerEntry.Fork> other,
      double ratio,
      double[] interval,
      double p) {
    return new LedgerEntry(
        LedgerEntry.SCHEMA,
        "2026-01-01T00:00:00Z",
        cell(family, "contender", "100").id(),
        arm,
        planted,
        false,
        base.size(),
        0.05,
        ratio,
        interval[0],
        interval[1],
        p,
        p <= 0.05,
        new Ruling(p <= 0.05 ? VerdictWord.SLOWER : VerdictWord.UNDECIDED, null),
        base,
        other,
        new Shape(3, 100, 2, 100),
        7,
        "abc",
        "def",
        "VM 25",
        "box",
        List.of(new Finding(Check.STEAL, Level.WARN, "Stolen: 2 %.")));
  }
}
