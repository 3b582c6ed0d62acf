package dev.threadmill.recording;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/// A flight recording of the measured iterations of a fork, warm-up left out: `fork-<pid>.jfr`.
///
/// JMH's own needs `jcmd`, overwrites the file of the fork before, and leaves out every wait of
/// less than ten milliseconds, which is every wait that there is in a microbenchmark. For forks
/// that are never timed: sampling closely costs time.
///
/// Its option is the folder to write to, which is `profiles` unless told otherwise. With
/// `async-profiler:` before the folder, [AsyncSampling] takes the CPU samples where its library
/// loads; where not, this recording takes them, and [#NO_ASYNC_PROFILER] in the folder says
/// why.
public final class FlightRecording implements InternalProfiler, ExternalProfiler {
  /// Asks for async-profiler; stands before the folder.
  public static final String ASYNC = "async-profiler:";

  /// The file that says, in a sentence, why async-profiler did not run.
  public static final String NO_ASYNC_PROFILER = "no-async-profiler.txt";

  /// Waits that are shorter are left out: they are many, and short because nobody waited.
  public static final Duration SHORTEST_WAIT = Duration.ofNanos(20_000);

  /// A recording keeps its end when it gets larger: a benchmark may park a million times a second.
  private static final long MOST_BYTES = 200L << 20;

  /// Enough for the deepest benchmark; the JDK's default cuts stacks at 64 frames.
  private static final int STACK_DEPTH = 512;

  private static final String PARKING =
      "java.util.concurrent.locks.LockSupport::park;"
          + "java.util.concurrent.locks.LockSupport::parkNanos";

  private final Path folder;
  private final boolean async;
  private @Nullable Recording recording;
  private @Nullable AsyncSampling sampling;
  private int iterations;

  public FlightRecording(String options) {
    async = options.startsWith(ASYNC);
    String rest = async ? options.substring(ASYNC.length()) : options;
    folder = Path.of(rest.isEmpty() ? "profiles" : rest).toAbsolutePath();
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() != IterationType.MEASUREMENT || recording != null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      var started = started();
      recording = started;
      // Last, so that its samples are not of the recording's own start.
      if (!async || !startAsync()) {
        sampleCpu(started);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot record into " + folder, e);
    }
  }

  private boolean startAsync() throws IOException {
    try {
      sampling = AsyncSampling.start(file("async"));
      return true;
    } catch (AsyncSampling.Unavailable e) {
      Files.writeString(folder.resolve(NO_ASYNC_PROFILER), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static void sampleCpu(Recording recording) {
    if (isKnown("jdk.CPUTimeSample") && System.getProperty("os.name").equals("Linux")) {
      // Its clock is the thread's own CPU time, so that it samples all threads alike.
      recording.enable("jdk.CPUTimeSample").with("throttle", "1ms").withStackTrace();
    } else {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(5)).withStackTrace();
    }
  }

  private static boolean isKnown(String event) {
    return FlightRecorder.getFlightRecorder().getEventTypes().stream()
        .anyMatch(type -> type.getName().equals(event));
  }

  private static Recording started() {
    var recording = new Recording();
    recording.setToDisk(true);
    recording.setMaxSize(MOST_BYTES);
    recording.enable("jdk.ObjectAllocationSample").with("throttle", "1000/s").withStackTrace();
    for (String wait :
        List.of("jdk.JavaMonitorEnter", "jdk.ThreadPark", "jdk.VirtualThreadPinned")) {
      recording.enable(wait).withThreshold(SHORTEST_WAIT).withStackTrace();
    }
    if (isKnown("jdk.MethodTrace")) {
      // From JDK 24 on no event tells that a virtual thread is parked; that the method ran does.
      recording
          .enable("jdk.MethodTrace")
          .with("filter", PARKING)
          .withThreshold(SHORTEST_WAIT)
          .withStackTrace();
    }
    recording.start();
    return recording;
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    var running = recording;
    if (running != null && ++iterations == iteration.getCount()) {
      try {
        if (sampling != null) {
          sampling.stop();
        }
        running.stop();
        running.dump(file("fork"));
        running.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write a recording into " + folder, e);
      }
    }
    return List.of();
  }

  private Path file(String prefix) {
    return folder.resolve(prefix + "-" + ProcessHandle.current().pid() + ".jfr");
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    List<String> options = new ArrayList<>();
    // Or samples fall on the nearest safepoint, a loop's end rather than the line that costs.
    options.add("-XX:+UnlockDiagnosticVMOptions");
    options.add("-XX:+DebugNonSafepoints");
    options.add("-XX:FlightRecorderOptions=stackdepth=" + STACK_DEPTH);
    if (async) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return options;
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {}

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, File out, File err) {
    return List.of();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public String getDescription() {
    return "A flight recording of the measured iterations, with short waits";
  }
}
