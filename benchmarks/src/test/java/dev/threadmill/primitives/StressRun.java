package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.JCStressTest;

/// One run of jcstress in a child JVM, in fast mode: its exit code and what it printed.
///
/// Fast mode is what is measured; in checked mode the stacks that the leak watch keeps for millions
/// of handles would fill the heap.
///
/// jcstress also exits with 0 when no test matches, and skips tests with more actors than the
/// machine has CPUs, so all assertions look at the output as well.
record StressRun(int exitCode, String output) {
  /// The way to compile code that reorders most, in place of four ways and a search for them; the
  /// profile `stress` runs all.
  private static final String COMPILED =
      "-XX:+UnlockDiagnosticVMOptions -XX:-TieredCompilation -XX:+StressLCM -XX:+StressGCM";

  private static final Path FOLDER = Path.of("target", "jcstress").toAbsolutePath();

  /// Runs the tests whose names below the package of the primitives begin with `pattern`, and the
  /// cases nested in them, with jcstress' own `options`.
  static StressRun of(String pattern, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-v",
                "-jvmArgsPrepend",
                "-Dthreadmill.checked=false",
                "-jvmArgs",
                COMPILED,
                "-t",
                "^dev\\.threadmill\\.primitives\\." + pattern,
                "-sc",
                "false",
                "-af",
                "NONE",
                "-r",
                FOLDER.resolve("report").toString()));
    command.addAll(List.of(options));
    try {
      Files.createDirectories(FOLDER);
      Process child =
          new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
      child.getOutputStream().close();
      String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new StressRun(child.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while jcstress ran " + pattern, e);
    }
  }

  /// Fails unless there were tests and none saw a forbidden outcome.
  void assertAllPassed() {
    assertThat(exitCode).as(output).isZero();
    assertThat(output)
        .containsPattern("\\(Results: [1-9][0-9]* planned; [1-9][0-9]* passed, 0 failed");
  }

  /// Fails unless every case of the test ran and none saw a forbidden outcome.
  void assertPassed(Class<?> test) {
    assertThat(cases(test))
        .allSatisfy(
            name -> assertThat(output).contains("[OK] " + name).doesNotContain("[FAILED] " + name));
  }

  /// Whether every case of the test saw a forbidden outcome: each planted bug was caught.
  boolean hasCaught(Class<?> test) {
    return exitCode != 0
        && cases(test).stream().allMatch(name -> output.contains("[FAILED] " + name));
  }

  /// The names of the cases, as jcstress prints them: nested in the test, or the test itself.
  private static List<String> cases(Class<?> test) {
    List<String> names =
        Stream.concat(Stream.of(test), Arrays.stream(test.getDeclaredClasses()))
            .filter(type -> type.isAnnotationPresent(JCStressTest.class))
            .map(Class::getCanonicalName)
            .toList();
    assertThat(names).isNotEmpty();
    return names;
  }
}
