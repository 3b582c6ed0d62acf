package dev.threadmill.machine;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Core-to-core latency: how long a cache line takes from one CPU to another and back, for the
/// pairs of usable CPUs.
///
/// It is the floor under every hand-over between two threads, and it is seldom one number: pairs
/// that share a core, a cache or a socket are faster than others; see [CpuTopology].
///
/// @param pairs the pairs that were measured
/// @param missing why pairs are missing, as a sentence; null when none is
public record CoreToCore(List<CpuPair> pairs, @Nullable String missing) {
  /// One pair of CPUs; a round trip takes the same either way.
  ///
  /// @param medianNanos the median of all batches, for one round trip
  public record CpuPair(int one, int other, double medianNanos) {}

  /// What the measuring program may take beyond its time: its start, its last pair, its end.
  private static final Duration GRACE = Duration.ofSeconds(15);

  /// Measures the pairs of this machine in random order until all are done or the time is up.
  public static CoreToCore measure(Duration budget) throws InterruptedException {
    return measure(CpuTopology.of(Host.here()), "taskset", childJvm(), budget);
  }

  /// @param taskset the program that binds threads
  /// @param program the words that start a [CoreProbe], without its arguments
  static CoreToCore measure(
      CpuTopology topology, String taskset, List<String> program, Duration budget)
      throws InterruptedException {
    var obstacle = obstacle(topology, taskset);
    if (obstacle != null) {
      return new CoreToCore(List.of(), obstacle);
    }
    var cpus = topology.ids().stream().map(String::valueOf).collect(Collectors.joining(","));
    var arguments = Stream.of(taskset, Long.toString(budget.toMillis()), cpus);
    var words = Stream.concat(program.stream(), arguments).toList();
    var answer = Command.run(budget.plus(GRACE), words, false);
    var pairs = new ArrayList<CpuPair>();
    var failures = new ArrayList<String>();
    var lastWords = "it said nothing";
    for (var line : answer == null ? List.<String>of() : answer.text().lines().toList()) {
      var parts = line.split(" ", 4);
      if (line.startsWith("pair ") && parts.length == 4) {
        pairs.add(
            new CpuPair(
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Double.parseDouble(parts[3])));
      } else if (line.startsWith("failed ") && parts.length == 4) {
        failures.add(parts[3]);
      } else {
        lastWords = line;
      }
    }
    int possible = topology.size() * (topology.size() - 1) / 2;
    String missing = null;
    if (answer == null) {
      missing = "the program that measures did not start, or did not end in time";
    } else if (!failures.isEmpty()) {
      missing = failures.getFirst();
    } else if (answer.exit() != 0) {
      missing = "the program that measures failed: " + Redaction.here().text(lastWords);
    } else if (pairs.size() < possible) {
      missing = "the time was up after " + pairs.size() + " of " + possible + " pairs";
    }
    return new CoreToCore(pairs, missing);
  }

  private static @Nullable String obstacle(CpuTopology topology, String taskset)
      throws InterruptedException {
    if (!topology.known()) {
      return "this system does not say which CPUs a process may use";
    }
    if (topology.size() < 2) {
      return "only one CPU may be used";
    }
    return Command.output(GRACE, List.of(taskset, "--version")) == null
        ? taskset + " is not installed (it is part of util-linux)"
        : null;
  }

  private static List<String> childJvm() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var name = CoreProbe.class.getName();
    try {
      // The jar or folder that this class came from: the class path may hold far more.
      var place = CoreToCore.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      var code = Path.of(place).toString();
      return List.of(java, "-XX:+UseSerialGC", "-Xmx64m", "-XX:-UsePerfData", "-cp", code, name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes have no place", e);
    }
  }

  /// The program that measures pairs of CPUs, in a JVM of its own: bound threads and spinning
  /// would disturb any other.
  ///
  /// Its arguments are the name of `taskset`, its time in milliseconds, and the CPUs, such as
  /// `0,2,3`. It prints a line a pair: `pair one other median` or `failed one other reason`.
  static final class CoreProbe {
    private static final Duration PAIR_LIMIT = Duration.ofSeconds(8);
    private static final int BATCHES = 31;
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 1000;

    /// Pairs come in random order, so that time that is too short gives a fair sample of them.
    private static final long SEED = 1;

    private CoreProbe() {}

    public static void main(String[] args) throws InterruptedException {
      long start = System.nanoTime();
      long budget = Long.parseLong(args[1]) * 1_000_000;
      // Not System.out, which belongs to the commands: this pipe is nobody's but our parent's.
      var out =
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
      // The first game of a JVM is played by the interpreter.
      int warmUp = 10 * WARM_UP;
      for (var pair :
          pairs(Stream.of(args[2].split(",")).map(Integer::valueOf).sorted().toList())) {
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
                  PAIR_LIMIT,
                  () -> sits(taskset, one, trouble),
                  () -> sits(taskset, other, trouble));
      if (found.isPresent()) {
        return "pair %s %s %s".formatted(one, other, found.getAsDouble());
      }
      var reason = trouble.isEmpty() ? "the threads did not end" : trouble.peek();
      return "failed %s %s %s".formatted(one, other, reason);
    }

    /// Binds this thread to a CPU, and says whether it sits there.
    ///
    /// Java cannot set CPU affinity. `taskset` can, given the number that the system knows the
    /// thread by. Whether it worked is asked of the kernel.
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
}
