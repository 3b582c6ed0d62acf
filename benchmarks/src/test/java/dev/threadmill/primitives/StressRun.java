package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.JCStressTest;

/// One short run of jcstress in a child JVM, in fast mode: its exit code and what it printed.
///
/// Fast mode is what is measured; in checked mode the stacks that the leak watch keeps for millions
/// of handles would fill the heap.
///
/// jcstress also exits with 0 when no test matches, and skips tests with more actors than the
/// machine has CPUs, so both assertions look for the verdict on each case in the output as well.
record StressRun(Class<?> test, int exitCode, String output) {

  /// Runs `test` and the cases nested in it, long enough for a real race to show, for seconds only.
  static StressRun of(Class<?> test) {
    return of(
        test, "-sc", "false", "-af", "NONE", "-f", "1", "-fsm", "1", "-iters", "2", "-time", "100");
  }

  /// Runs `test` and the cases nested in it with jcstress' own `options`.
  static StressRun of(Class<?> test, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.openjdk.jcstress.Main");
    command.add("-v");
    command.add("-jvmArgsPrepend");
    command.add("-Dthreadmill.checked=false");
    command.add("-t");
    command.add("^" + test.getCanonicalName().replace(".", "\\.") + "(\\.|$)");
    command.addAll(List.of(options));
    try {
      return run(test, command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StressRun run(Class<?> test, List<String> command) throws IOException {
    Path folder = Files.createTempDirectory("jcstress");
    try {
      command.addAll(List.of("-r", folder.resolve("report").toString()));
      Process child =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      child.getOutputStream().close();
      String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new StressRun(test, child.waitFor(), output);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while jcstress ran " + test.getName(), e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Fails unless every case of the test ran and none saw a forbidden outcome.
  void assertPassed() {
    assertThat(cases()).allSatisfy(name -> assertThat(output).contains("[OK] " + name));
    assertThat(exitCode).as(output).isZero();
  }

  /// Fails unless every case of the test saw a forbidden outcome: each planted bug was caught.
  void assertCaught() {
    assertThat(cases()).allSatisfy(name -> assertThat(output).contains("[FAILED] " + name));
    assertThat(exitCode).as(output).isNotZero();
  }

  /// The names of the cases, as jcstress prints them: nested in the test, or the test itself.
  private List<String> cases() {
    List<String> names =
        Stream.concat(Stream.of(test), Arrays.stream(test.getDeclaredClasses()))
            .filter(type -> type.isAnnotationPresent(JCStressTest.class))
            .map(Class::getCanonicalName)
            .toList();
    assertThat(names).isNotEmpty();
    return names;
  }
}
