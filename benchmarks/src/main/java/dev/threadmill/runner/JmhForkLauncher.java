package dev.threadmill.runner;

import dev.threadmill.machine.HostCounters;
import dev.threadmill.machine.Redaction;
import dev.threadmill.recording.CpusApart;
import dev.threadmill.recording.FlightRecording;
import dev.threadmill.recording.HostWatch;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.recording.Latencies;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Setting;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.Jdks.JvmChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
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
public final class JmhForkLauncher implements ForkLauncher {
  /// What a fork may take beyond the time that it is meant to run: its start, set-up and end.
  private static final long GRACE_MILLIS = 100_000;

  /// What runs once has no set time, and starts ten thousand threads if it must.
  private static final long LONGEST_SHOT_MILLIS = 120_000;

  /// What JMH says when another JMH holds its lock; there is no type for it.
  private static final String LOCKED = "Unable to acquire the JMH lock";

  static {
    // Newer JVMs warn of its use of Unsafe when it loads: now, and not in a line of progress.
    try {
      Class.forName(BenchmarkParams.class.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private final Shape shape;
  private final Function<Cell, JvmChoice> jvms;
  private final Function<Integer, String> cpus;
  private final Path failures;
  private final Progress progress;
  private final Redaction redaction = Redaction.here();
  private @Nullable String flightRecording;

  /// @param cpus the list of CPUs for a number of cores
  /// @param failures where the output of forks that fail is kept
  public JmhForkLauncher(
      Shape shape,
      Function<Cell, JvmChoice> jvms,
      Function<Integer, String> cpus,
      Path failures,
      Progress progress) {
    this.shape = shape;
    this.jvms = jvms;
    this.cpus = cpus;
    this.failures = failures;
    this.progress = progress;
  }

  /// Records the forks, which are not timed then.
  ///
  /// @param options those of a [FlightRecording]
  JmhForkLauncher recording(String options) {
    flightRecording = options;
    return this;
  }

  @Override
  public ForkRecord launch(Slot slot) {
    var output = new ForkOutput(progress);
    var started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    long start = System.nanoTime();
    var before = HostCounters.read();
    var watch = new ForkWatch(meantMillis(slot.cell()) + GRACE_MILLIS);
    Outcome outcome = Outcome.OK;
    @Nullable String reason = null;
    @Nullable RunResult result = null;
    try {
      var results = new Runner(options(slot.cell()), output.format()).run();
      if (results.isEmpty()) {
        outcome = Outcome.FAILED;
        reason = "its JVM ended without a result";
      } else {
        result = results.iterator().next();
        reason = fault(output);
        outcome = reason == null ? Outcome.OK : Outcome.FAILED;
      }
    } catch (RunnerException | RuntimeException e) {
      if (String.valueOf(e.getMessage()).contains(LOCKED)) {
        throw new Unusable(
            "Another JMH runs on this machine: end it, then go on with this run by --resume", e);
      }
      Throwable notApplicable = cause(e, NotApplicable.class::isInstance);
      outcome = notApplicable == null ? Outcome.FAILED : Outcome.NOT_APPLICABLE;
      reason = notApplicable == null ? sentence(e) : notApplicable.getMessage();
      if (watch.hasEnded()) {
        reason = "it hung, and was ended";
      }
      reason = reason == null ? null : redaction.text(reason);
      letSignalsArrive();
    } finally {
      watch.stop();
    }
    long wallMillis = (System.nanoTime() - start) / 1_000_000;
    if (outcome == Outcome.FAILED) {
      keepOutput(slot, output, String.valueOf(reason));
    }
    return new ForkRecord(
        slot.cell().id(),
        slot.round(),
        slot.position(),
        slot.attempt(),
        outcome,
        reason,
        started.toString(),
        wallMillis,
        result == null ? null : result.getPrimaryResult().getScoreUnit(),
        result == null ? null : setting(result.getParams()),
        output.iterations(),
        HostCounters.read().since(before));
  }

  /// A signal from the keyboard ends fork and host, and the fork is often faster. It must have
  /// arrived when the session next asks whether to stop, or the fork would count as failed.
  private static void letSignalsArrive() {
    try {
      TimeUnit.MILLISECONDS.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is wrong with a fork that ended well; null if nothing is.
  private static @Nullable String fault(ForkOutput output) {
    double[] scores =
        output.iterations().stream()
            .filter(iteration -> !iteration.warmup())
            .mapToDouble(iteration -> iteration.score())
            .toArray();
    if (scores.length == 0) {
      return "it measured nothing";
    }
    return Arrays.stream(scores).allMatch(score -> score > 0 && Double.isFinite(score))
        ? null
        : "a score is not a positive number: " + Arrays.toString(scores);
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
    if (flightRecording != null) {
      options.addProfiler(FlightRecording.class, flightRecording);
    }
    if (cell.cores() != null) {
      options.addProfiler(CpuAffinity.class, cpus.apply(cell.cores()));
    }
    if (!jvm.before().isEmpty()) {
      options.jvmArgsPrepend(jvm.before().toArray(new String[0]));
    }
    List<String> after = new ArrayList<>(jvm.after());
    if (flightRecording != null) {
      after.addAll(FlightRecording.jvmOptions(flightRecording));
    }
    if (!after.isEmpty()) {
      options.jvmArgsAppend(after.toArray(new String[0]));
    }
    if (!cell.isOneShot()) {
      options
          .warmupIterations(WarmUp.iterations(cell, shape))
          .warmupTime(TimeValue.milliseconds(shape.warmupMillis()))
          .measurementIterations(shape.iterations())
          .measurementTime(TimeValue.milliseconds(shape.iterationMillis()));
    }
    cell.params().forEach((name, value) -> options.param(name, value));
    return options.build();
  }

  private long meantMillis(Cell cell) {
    return cell.isOneShot() ? LONGEST_SHOT_MILLIS : WarmUp.millis(cell, shape);
  }

  private Setting setting(BenchmarkParams params) {
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

  private void keepOutput(Slot slot, ForkOutput output, String reason) {
    try {
      Files.createDirectories(failures);
      Files.writeString(
          failures.resolve("fork-" + slot.position() + ".log"),
          slot.cell().id() + "\n" + reason + "\n\n" + redaction.text(output.printed()));
    } catch (IOException e) {
      throw new Unusable(
          "A fork failed ("
              + reason
              + "), and what it printed cannot be kept in "
              + failures
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /// What went wrong in the benchmark, or in JMH if nothing did there, in a sentence.
  static String sentence(Throwable top) {
    var ours =
        cause(
            top,
            cause ->
                cause.getMessage() != null
                    && !cause.getClass().getName().startsWith("org.openjdk.jmh."));
    var shown = ours == null ? top : ours;
    return shown.getClass().getSimpleName() + ": " + shown.getMessage();
  }

  /// The first of the wanted causes in the tree in which JMH wraps what a fork died of.
  static @Nullable Throwable cause(Throwable top, Predicate<Throwable> wanted) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var queue = new ArrayDeque<>(List.of(top));
    while (!queue.isEmpty()) {
      var next = queue.remove();
      if (seen.add(next)) {
        if (wanted.test(next)) {
          return next;
        }
        if (next.getCause() != null) {
          queue.add(next.getCause());
        }
        Collections.addAll(queue, next.getSuppressed());
      }
    }
    return null;
  }
}
