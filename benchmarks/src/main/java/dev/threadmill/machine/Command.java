package dev.threadmill.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A short program run for what it prints, with a limit on its time.
final class Command {
  private Command() {}

  /// What the program printed on either stream; null if it cannot be run, fails, or takes too long.
  static @Nullable String output(Duration limit, List<String> words) throws InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException notThere) {
      return null;
    }
    try {
      process.getOutputStream().close();
      // Read beside the wait, or a long output fills the pipe and neither side goes on.
      var output = CompletableFuture.supplyAsync(() -> read(process), Command::inBackground);
      var text = output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS) && process.exitValue() == 0
          ? text
          : null;
    } catch (TimeoutException | ExecutionException | IOException failed) {
      return null;
    } finally {
      process.destroyForcibly();
    }
  }

  /// Runs a task that reads or writes a pipe on a thread of its own, which keeps no JVM alive.
  static void inBackground(Runnable task) {
    Thread.ofPlatform().daemon().name("pipe").start(task);
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
