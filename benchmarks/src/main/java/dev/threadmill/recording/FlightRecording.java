package dev.threadmill.recording;

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
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/// A flight recording of the measured iterations of a fork, warm-up left out: `fork-<pid>.jfr`.
///
/// JMH's own recording needs `jcmd`, overwrites the file of the previous fork, and leaves out waits
/// below ten milliseconds, which are all there are in a microbenchmark. This one is for forks that
/// are never timed: sampling closely costs time.
///
/// Its option is the folder to write to, which is `profiles` unless told otherwise. With
/// `async-profiler:` before the folder, async-profiler takes the CPU samples where its library
/// loads, for it sees native code and the JVM itself too; where not, this recording takes them, and
/// [#NO_ASYNC_PROFILER] in the folder says why.
public final class FlightRecording extends IterationProfiler {
  /// Asks for async-profiler; stands before the folder.
  public static final String ASYNC = "async-profiler:";

  /// The file that says, in a sentence, why async-profiler did not run.
  public static final String NO_ASYNC_PROFILER = "no-async-profiler.txt";

  /// Shorter waits are left out: there are many, and they are short because nobody waited.
  public static final Duration SHORTEST_WAIT = Duration.ofNanos(20_000);

  /// A larger recording loses its beginning: a benchmark may park a million times a second.
  private static final long MOST_BYTES = 200L << 20;

  private static final String PARKING =
      "java.util.concurrent.locks.LockSupport::park;"
          + "java.util.concurrent.locks.LockSupport::parkNanos";

  private final Path folder;
  private final boolean async;
  private @Nullable Recording recording;
  private @Nullable AsyncProfiler sampling;
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

  /// Begins to sample by async-profiler; its file's path may hold no comma, where it would be cut.
  ///
  /// It and the JDK's sampling by CPU time use the same signal, so a fork has only one of them.
  private boolean startAsync() throws IOException {
    try {
      var profiler = AsyncProfiler.getInstance();
      profiler.execute("start,event=cpu,interval=1ms,jstackdepth=512,jfr,file=" + file("async"));
      sampling = profiler;
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      Files.writeString(
          folder.resolve(NO_ASYNC_PROFILER),
          "async-profiler does not run here (%s: %s)."
              .formatted(e.getClass().getSimpleName(), e.getMessage()));
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

  /// What a JVM needs so that such a recording shows what there is.
  ///
  /// @param options those of this profiler
  public static List<String> jvmOptions(String options) {
    List<String> jvm = new ArrayList<>();
    // Or samples fall on the nearest safepoint, a loop's end rather than the line that costs.
    jvm.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));
    // Enough for the deepest benchmark; the JDK's default cuts stacks at 64 frames.
    jvm.add("-XX:FlightRecorderOptions=stackdepth=512");
    if (options.startsWith(ASYNC)) {
      jvm.add("--enable-native-access=ALL-UNNAMED");
    }
    return jvm;
  }
}
