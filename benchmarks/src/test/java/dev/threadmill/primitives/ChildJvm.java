package dev.threadmill.primitives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of a main class in a JVM of its own: how it ended, and what it printed.
///
/// For what must not happen to the JVM of the tests. A child that does not end is killed.
///
/// @param exitCode as the process gave it, or [#KILLED]
/// @param output what it printed, which must fit the buffer of a pipe
record ChildJvm(int exitCode, String output) {
  static final int KILLED = 137;

  private static final long PATIENCE_SECONDS = 30;

  /// Runs `main`, in the mode of this JVM and with more `options` of the JVM.
  static ChildJvm run(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dthreadmill.checked=" + Checks.ON);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      if (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return new ChildJvm(KILLED, "killed after " + PATIENCE_SECONDS + " s");
      }
      var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new ChildJvm(child.exitValue(), output);
    } finally {
      child.destroyForcibly();
    }
  }
}
