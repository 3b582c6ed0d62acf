package dev.threadmill.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A thread that does its task on one CPU and nowhere else, and says so if it could not.
///
/// Java cannot bind a thread to a CPU. `taskset` can, given the number that the system knows the
/// thread by, which the thread itself reads. It is run by another thread: what a bound thread
/// starts is bound too. Whether it worked is asked of the kernel, before the task and after.
final class PinnedThread {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final int cpu;
  private final Thread thread;
  private final CompletableFuture<String> number = new CompletableFuture<>();
  private final CompletableFuture<Boolean> go = new CompletableFuture<>();
  private volatile @Nullable String trouble;

  private PinnedThread(int cpu, Runnable task) {
    this.cpu = cpu;
    thread = Thread.ofPlatform().daemon().name("on-cpu-" + cpu).unstarted(() -> run(task));
  }

  /// Starts a thread and binds it; it waits to be let [#go].
  static PinnedThread start(String taskset, int cpu, Runnable task) throws InterruptedException {
    var pinned = new PinnedThread(cpu, task);
    pinned.thread.start();
    try {
      var number = pinned.number.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      var words = List.of(taskset, "-p", "-c", Integer.toString(cpu), number);
      if (Command.output(LIMIT, words) == null) {
        pinned.trouble = taskset + " could not bind a thread to CPU " + cpu;
      }
    } catch (ExecutionException | TimeoutException e) {
      pinned.trouble = "the system does not say by which number it knows a thread";
    }
    return pinned;
  }

  /// What went wrong so far; null if nothing.
  @Nullable String trouble() {
    return trouble;
  }

  /// Lets the thread do its task, or end without it.
  void go(boolean really) {
    go.complete(really);
  }

  /// Waits for the end of the task; false if that does not come in time.
  boolean join(Duration limit) throws InterruptedException {
    return thread.join(limit);
  }

  private void run(Runnable task) {
    try {
      number.complete(
          Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
    } catch (IOException | UnsupportedOperationException e) {
      number.completeExceptionally(e);
    }
    if (!go.join() || !sits()) {
      return;
    }
    try {
      task.run();
      sits();
    } catch (RuntimeException e) {
      trouble = String.valueOf(e.getMessage());
    }
  }

  /// Whether the kernel lets this thread run on its CPU only, and did so last.
  private boolean sits() {
    var host = Host.here();
    var allowed = Numbers.list(host.value("proc/thread-self/status", "Cpus_allowed_list"));
    var stat = host.text("proc/thread-self/stat");
    var last = stat == null ? new String[0] : stat.substring(stat.lastIndexOf(')') + 1).split(" ");
    boolean sits =
        List.of(cpu).equals(allowed)
            && last.length > LAST_CPU
            && last[LAST_CPU].equals(Integer.toString(cpu));
    if (!sits) {
      trouble = "a thread bound to CPU " + cpu + " was allowed elsewhere";
    }
    return sits;
  }

  /// The place of the CPU that a thread last ran on, counted after its name.
  private static final int LAST_CPU = 37;
}
