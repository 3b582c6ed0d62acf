package dev.threadmill.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A short program run for what it prints, with a limit on its time.
final class Command {
  record Ended(int exit, String text) {}

  private Command() {}

  /// What the program printed; null if it cannot be run, fails, or takes too long.
  static @Nullable String output(Duration limit, List<String> words) throws InterruptedException {
    var ended = run(limit, words, true);
    return ended == null || ended.exit() != 0 ? null : ended.text();
  }

  /// Runs the program to its end; null if it cannot be run or takes too long.
  ///
  /// @param jvmOptions whether a JVM gets the options that the environment has for all of them
  static @Nullable Ended run(Duration limit, List<String> words, boolean jvmOptions)
      throws InterruptedException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    if (!jvmOptions) {
      builder.environment().keySet().removeIf(name -> name.matches("_?(JAVA|JDK)_.*OPTIONS"));
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException notThere) {
      return null;
    }
    try {
      process.getOutputStream().close();
      // Read beside the wait, or a long output fills the pipe and neither side goes on.
      var output =
          new FutureTask<>(
              () -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      Thread.ofPlatform().daemon().name("pipe").start(output);
      var text = output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
          ? new Ended(process.exitValue(), text)
          : null;
    } catch (TimeoutException | ExecutionException | IOException failed) {
      return null;
    } finally {
      process.destroyForcibly();
    }
  }
}
