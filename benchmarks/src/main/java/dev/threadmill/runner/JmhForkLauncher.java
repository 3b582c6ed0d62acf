package dev.threadmill.runner;

import dev.threadmill.machine.Redaction;
import dev.threadmill.recording.CpusApart;
import dev.threadmill.recording.FlightRecording;
import dev.threadmill.recording.HostWatch;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Setting;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ForkFrame.ForkEnd;
import dev.threadmill.runner.Jdks.JvmChoice;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs a fork by JMH: one `Runner` with one fork of one benchmark at a time.
///
/// JMH runs all forks of a benchmark in sequence. To compare what was measured minutes apart is to
/// take the machine's drift for a difference, so the order is ours, and the rest is JMH's.
///
/// @param failures where the output of forks that fail is kept
/// @param flightRecording the options of a [FlightRecording] of forks that are not timed; null for
///     none
record JmhForkLauncher(
    Shape shape,
    Function<Cell, JvmChoice> jvms,
    OutputFolder failures,
    Progress progress,
    @Nullable String flightRecording)
    implements ForkLauncher {
  /// What JMH says when another JMH holds its lock; there is no type for it.
  private static final String LOCKED = "Unable to acquire the JMH lock";

  static {
    // Where the warning could not be silenced, it comes now and not in a line of progress.
    UnsafeWarning.silence();
    try {
      Class.forName(BenchmarkParams.class.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ForkRecord launch(Slot slot) {
    return new ForkFrame(shape, failures).around(slot, () -> run(slot.cell()));
  }

  private ForkEnd run(Cell cell) {
    var output = new ForkOutput(progress);
    Outcome outcome;
    @Nullable String reason;
    @Nullable RunResult result = null;
    try {
      var results = new Runner(options(cell), output.format()).run();
      result = results.isEmpty() ? null : results.iterator().next();
      reason = result == null ? "its JVM ended without a result" : null;
      outcome = result == null ? Outcome.FAILED : Outcome.OK;
    } catch (RunnerException | RuntimeException e) {
      if (String.valueOf(e.getMessage()).contains(LOCKED)) {
        throw new Unusable(
            "Another JMH runs on this machine: end it, then go on with this run by --resume", e);
      }
      var failure = new ForkFailure(e, output.printed());
      var notApplicable = failure.notApplicable();
      outcome = notApplicable.isPresent() ? Outcome.NOT_APPLICABLE : Outcome.FAILED;
      reason = notApplicable.orElseGet(failure::reason);
    }
    return new ForkEnd(
        outcome,
        reason,
        result == null ? null : result.getPrimaryResult().getScoreUnit(),
        result == null ? null : setting(result.getParams()),
        output.iterations(),
        null,
        output.printed());
  }

  private org.openjdk.jmh.runner.options.Options options(Cell cell) {
    var jvm = jvms.apply(cell);
    var options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(cell.benchmark()) + "$")
            .mode(Mode.deepValueOf(cell.mode()))
            .forks(1)
            .warmupForks(0)
            .shouldFailOnError(true)
            .jvm(jvm.java().toString());
    // The first begins first and ends last, so that no other profiler sees what it does. A flight
    // recording would: a third of its samples would be of the two busy threads.
    if (flightRecording == null) {
      options.addProfiler(CpusApart.class);
    }
    options
        .addProfiler(HostWatch.class)
        .addProfiler(JvmTimes.class)
        .addProfiler(Metrics.class)
        .addProfiler(Latencies.class);
    if (cell.cores() != null) {
      options.addProfiler(CpuAffinity.class, CpuAffinity.of(cell.cores()));
    }
    if (!jvm.before().isEmpty()) {
      options.jvmArgsPrepend(jvm.before().toArray(new String[0]));
    }
    var after = jvm.after();
    if (flightRecording != null) {
      options.addProfiler(FlightRecording.class, flightRecording);
      after.addAll(FlightRecording.jvmOptions(flightRecording));
    }
    if (!after.isEmpty()) {
      options.jvmArgsAppend(after.toArray(new String[0]));
    }
    if (!cell.isOneShot()) {
      options
          .warmupIterations(Estimate.warmUps(cell, shape))
          .warmupTime(TimeValue.milliseconds(shape.warmupMillis()))
          .measurementIterations(shape.iterations())
          .measurementTime(TimeValue.milliseconds(shape.iterationMillis()));
    }
    cell.params().forEach((name, value) -> options.param(name, value));
    return options.build();
  }

  private static Setting setting(BenchmarkParams params) {
    var redaction = Redaction.here();
    return new Setting(
        params.getJmhVersion(),
        params.getThreads(),
        redaction.text(params.getJvm()),
        params.getJvmArgs().stream().map(redaction::text).toList(),
        params.getJdkVersion(),
        params.getVmName(),
        params.getVmVersion(),
        params.getWarmup().getCount(),
        String.valueOf(params.getWarmup().getTime()),
        params.getWarmup().getBatchSize(),
        params.getMeasurement().getCount(),
        String.valueOf(params.getMeasurement().getTime()),
        params.getMeasurement().getBatchSize());
  }
}
