package dev.threadmill.runner;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Ends forks that do not end by themselves. JMH's own timeout does not cover every wait.
final class ForkWatch {
  private final CompletableFuture<Void> alarm;
  private volatile boolean ended;

  ForkWatch(long millis) {
    alarm =
        CompletableFuture.runAsync(
            () -> {
              ended = true;
              askForThreadDumps();
              endForks();
            },
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }

  /// Ends the watch: the fork ended by itself.
  void stop() {
    alarm.cancel(false);
  }

  /// Whether the watch had to end the fork.
  boolean hasEnded() {
    return ended;
  }

  /// Ends every JVM that this process started, at once.
  static void endForks() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  // A JVM answers SIGQUIT with a dump of its threads on its output, which is kept with the failure.
  private static void askForThreadDumps() {
    try {
      for (ProcessHandle fork : ProcessHandle.current().descendants().toList()) {
        new ProcessBuilder("kill", "-QUIT", String.valueOf(fork.pid())).start().waitFor();
      }
      TimeUnit.SECONDS.sleep(2);
    } catch (IOException e) {
      // No such command here: then there is no dump.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
