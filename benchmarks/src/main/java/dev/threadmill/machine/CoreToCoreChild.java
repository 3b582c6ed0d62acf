package dev.threadmill.machine;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The program that measures pairs of CPUs for [CoreToCore], in a JVM of its own: bound threads
/// and spinning would disturb any other.
///
/// Its arguments are the name of `taskset`, its time in milliseconds, and the CPUs, such as
/// `0,2,3`. It prints a line a pair: `pair one other median low high` or `failed one other reason`.
final class CoreToCoreChild {
  private static final Duration PAIR_LIMIT = Duration.ofSeconds(3);
  private static final int BATCHES = 31;
  private static final int WARM_UP = 15;
  private static final int ROUNDS = 1000;

  /// Pairs come in random order, so that time that is too short gives a fair sample of them.
  private static final long SEED = 1;

  private CoreToCoreChild() {}

  public static void main(String[] args) throws InterruptedException {
    long start = System.nanoTime();
    long budget = Long.parseLong(args[1]) * 1_000_000;
    // Not System.out, which belongs to the commands: this pipe is nobody's but our parent's.
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var warmedUp = false;
    for (var pair : pairs(Stream.of(args[2].split(",")).map(Integer::valueOf).sorted().toList())) {
      if (System.nanoTime() - start > budget) {
        return;
      }
      if (!warmedUp) {
        // The first game of a JVM is played by the interpreter.
        play(args[0], pair, 10 * WARM_UP);
        warmedUp = true;
      }
      out.println(play(args[0], pair, WARM_UP));
    }
  }

  private record Pairing(int one, int other) {}

  private static List<Pairing> pairs(List<Integer> cpus) {
    var pairs = new ArrayList<Pairing>();
    for (var one : cpus) {
      cpus.stream().filter(cpu -> cpu > one).forEach(cpu -> pairs.add(new Pairing(one, cpu)));
    }
    Collections.shuffle(pairs, new Random(SEED));
    return pairs;
  }

  private static String play(String taskset, Pairing pair, int warmUp) throws InterruptedException {
    var game = new PingPong(BATCHES, warmUp, ROUNDS);
    var result = new AtomicReference<PingPong.Result>();
    var left = PinnedThread.start(taskset, pair.one(), () -> result.set(game.serve()));
    var right = PinnedThread.start(taskset, pair.other(), game::answer);
    boolean bound = left.trouble == null && right.trouble == null;
    right.go(bound);
    left.go(bound);
    if (!left.join(PAIR_LIMIT)) {
      game.end();
      left.join(PAIR_LIMIT);
    }
    game.end();
    right.join(PAIR_LIMIT);
    var trouble = left.trouble == null ? right.trouble : left.trouble;
    var found = result.get();
    var cpus = " " + pair.one() + " " + pair.other() + " ";
    return found == null || trouble != null
        ? "failed" + cpus + (trouble == null ? "the threads did not end" : trouble)
        : "pair" + cpus + found.median() + " " + found.lowQuartile() + " " + found.highQuartile();
  }

  /// A thread that does its task on one CPU and nowhere else, and says so if it could not.
  ///
  /// Java cannot bind a thread to a CPU. `taskset` can, given the number that the system knows the
  /// thread by, which the thread itself reads. It is run by another thread: what a bound thread
  /// starts is bound too. Whether it worked is asked of the kernel, before the task and after.
  static final class PinnedThread {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// The place of the CPU that a thread last ran on, counted from the thread's state on.
    private static final int LAST_CPU = 36;

    private final int cpu;
    private final Thread thread;
    private final CompletableFuture<String> number = new CompletableFuture<>();
    private final CompletableFuture<Boolean> go = new CompletableFuture<>();

    /// What went wrong so far; null if nothing.
    volatile @Nullable String trouble;

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
      var stat = host.stat("proc/thread-self/stat");
      boolean sits =
          List.of(cpu).equals(allowed)
              && stat.size() > LAST_CPU
              && stat.get(LAST_CPU).equals(Integer.toString(cpu));
      if (!sits) {
        trouble = "a thread bound to CPU " + cpu + " was allowed elsewhere";
      }
      return sits;
    }
  }
}
