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
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// The program that measures pairs of CPUs for [CoreToCore], in a JVM of its own: bound threads
/// and spinning would disturb any other.
///
/// Its arguments are the name of `taskset`, its time in milliseconds, and the CPUs, such as
/// `0,2,3`. It prints a line a pair: `pair one other median low high` or `failed one other reason`.
final class CoreToCoreChild {
  private static final Duration PAIR_LIMIT = Duration.ofSeconds(8);
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
    // The first game of a JVM is played by the interpreter.
    int warmUp = 10 * WARM_UP;
    for (var pair : pairs(Stream.of(args[2].split(",")).map(Integer::valueOf).sorted().toList())) {
      if (System.nanoTime() - start > budget) {
        return;
      }
      out.println(measured(args[0], pair.get(0), pair.get(1), warmUp));
      warmUp = WARM_UP;
    }
  }

  private static List<List<Integer>> pairs(List<Integer> cpus) {
    var pairs = new ArrayList<List<Integer>>();
    for (var one : cpus) {
      cpus.stream().filter(cpu -> cpu > one).forEach(cpu -> pairs.add(List.of(one, cpu)));
    }
    Collections.shuffle(pairs, new Random(SEED));
    return pairs;
  }

  static String measured(String taskset, int one, int other, int warmUp)
      throws InterruptedException {
    var trouble = new ConcurrentLinkedQueue<String>();
    var found =
        new Volley(BATCHES, warmUp, ROUNDS)
            .play(
                PAIR_LIMIT, () -> sits(taskset, one, trouble), () -> sits(taskset, other, trouble));
    var cpus = " " + one + " " + other + " ";
    if (found != null) {
      return "pair"
          + cpus
          + found.median()
          + " "
          + found.lowQuartile()
          + " "
          + found.highQuartile();
    }
    return "failed" + cpus + (trouble.isEmpty() ? "the threads did not end" : trouble.peek());
  }

  /// Binds this thread to a CPU, and says whether it sits there.
  ///
  /// Java cannot set CPU affinity. `taskset` can, given the number that the system knows the thread
  /// by. Whether it worked is asked of the kernel.
  private static boolean sits(String taskset, int cpu, Collection<String> trouble) {
    try {
      var number = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
      var words = List.of(taskset, "-p", "-c", Integer.toString(cpu), number);
      if (Command.output(PAIR_LIMIT, words) == null) {
        return !trouble.add(taskset + " could not bind a thread to CPU " + cpu);
      }
      var allowed = Host.here().value("proc/thread-self/status", "Cpus_allowed_list");
      return List.of(cpu).equals(Numbers.list(allowed))
          || !trouble.add("a thread bound to CPU " + cpu + " is allowed elsewhere");
    } catch (IOException | InterruptedException e) {
      return !trouble.add("the system does not say by which number it knows a thread");
    }
  }
}
