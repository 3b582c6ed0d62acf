package dev.threadmill.runner;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A request to stop, made by a signal's thread, which waits until it is met.
public final class Stop {
  /// Ends forks that do not end by themselves. JMH's own timeout does not cover every wait.
  static final class ForkWatch {
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

    // A JVM answers SIGQUIT with a dump of its threads on its output, which is kept with the
    // failure.
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

  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean wanted;

  /// Does work that the end of this process stops: no fork outlives the process, and what has ended
  /// by then is kept.
  <T> T during(Supplier<T> work) {
    var signals = Thread.ofPlatform().name("end-of-process").unstarted(this::end);
    Runtime.getRuntime().addShutdownHook(signals);
    try {
      return work.get();
    } finally {
      stopped.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(signals);
      } catch (IllegalStateException e) {
        // The process has begun to end.
      }
    }
  }

  private void end() {
    request();
    ForkWatch.endForks();
    try {
      // Not for ever: the process is about to end.
      stopped.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks for a stop; the fork that runs is the caller's to end.
  public void request() {
    wanted = true;
  }

  boolean isRequested() {
    return wanted;
  }
}
