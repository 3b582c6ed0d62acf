package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.OneShotBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does a runtime cost a program before it has done anything?
///
/// **Varies:** the kind of the only thread that the program starts.
/// **Measures:** the time from the start of another process, a JVM with its default options and
/// nothing but this program, until it has joined its first thread and said so. Beside it
/// `program.bytes`: what the program takes on disk with its runtime, as `jlink` makes it from the
/// one module that it needs.
/// **Beware:** the first start reads files that later ones find in memory; all starts of a fork but
/// the first count. A JVM here is started by another JVM, which takes about a millisecond longer
/// than a program without a runtime takes to start another. `jlink` leaves out what a program does
/// not use module by module, a linker function by function.
/// **Expect:** a JVM takes tens of milliseconds and tens of megabytes, most of it whatever the
/// thread is; the scheduler of virtual threads adds to the time alone.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ProgramStart
/// -prof dev.threadmill.recording.Metrics`
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Measurement(iterations = 10)
@Named("start of a program")
@Asks(
    id = "program-start",
    question = "What does a runtime cost a program until its first thread has run?",
    factor = "threadKind")
@Cells(in = "runtimes")
public class ProgramStartBenchmark extends OneShotBenchmark {
  private static final String PROGRAM = OneThread.class.getName();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final long LIMIT_SECONDS = 30;

  /// Whatever the thread is, the program is the same: once a JVM is enough.
  private static long bytes = -1;

  @Param ThreadKind threadKind;

  private Path folder;
  private List<String> command;

  @Setup
  public void write() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("threadmill-program");
    var file = folder.resolve(PROGRAM.replace('.', '/') + ".class");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (var code = OneThread.class.getResourceAsStream("OneThread.class")) {
      Files.copy(Objects.requireNonNull(code), file);
    }
    command =
        List.of(
            JAVA.resolve("java").toString(), "-cp", folder.toString(), PROGRAM, threadKind.name());
    bytes = bytes < 0 ? weigh(folder.resolve("image")) : bytes;
    startAndJoin();
  }

  @Benchmark
  public long startAndJoin() throws IOException, InterruptedException {
    long start = System.nanoTime();
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var lines = process.inputReader()) {
      var line = String.valueOf(lines.readLine());
      long heard = System.nanoTime();
      requireSound(line, start, heard);
      return heard;
    } finally {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  /// That its thread ran once, and was joined within the time that passed here. The clocks of two
  /// processes of one system are the same.
  static void requireSound(String line, long start, long heard) {
    if (!line.matches("1 -?\\d{1,19}")) {
      throw new IllegalStateException("The program's thread did not run once: " + line);
    }
    long joined = Long.parseLong(line.substring(2));
    if (joined - start < 0 || heard - joined < 0) {
      throw new IllegalStateException(
          "The program joined its thread %s ns after it was started, and said so %s ns later"
              .formatted(joined - start, heard - joined));
    }
  }

  @TearDown(Level.Iteration)
  public void report() {
    if (bytes > 0) {
      Metrics.report("program.bytes", bytes, "B");
    }
  }

  @TearDown
  public void remove() throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// The bytes of the program with its runtime; 0 where this JVM has no `jlink` that makes one.
  private static long weigh(Path image) throws IOException, InterruptedException {
    var linker = JAVA.resolve("jlink");
    if (!Files.isExecutable(linker)) {
      return 0;
    }
    var link =
        new ProcessBuilder(
                linker.toString(),
                "--add-modules=java.base",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output=" + image)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!link.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || link.exitValue() != 0) {
      link.destroyForcibly();
      return 0;
    }
    try (var files = Files.walk(image)) {
      long sum = 0;
      for (var file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }
}
