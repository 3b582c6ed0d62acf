package dev.threadmill.machine;

import static java.lang.Boolean.TRUE;

import dev.threadmill.machine.CpuTopology.Cpu;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Core-to-core latency: how long a cache line takes from one CPU to another and back, for the
/// pairs of usable CPUs.
///
/// It is the floor under every hand-over between two threads, and it is seldom one number: pairs
/// that share a core, a cache or a socket are faster than others; see [Nearness].
///
/// A pair takes 15 ms or more, so that time for all is seldom there with more than forty CPUs. They
/// are measured in turn from each class of pairs, by what two CPUs share and how many of them are
/// slow, first those that give every CPU a pair. So whenever the time is up, there are as many of
/// each class, as far as it has so many.
///
/// @param pairs the pairs that were measured
/// @param missing why pairs are missing, as a sentence; null when none is
public record CoreToCore(List<CpuPair> pairs, @Nullable String missing) {
  /// One pair of CPUs; a round trip takes the same either way.
  ///
  /// @param medianNanos the median of all batches, for one round trip
  public record CpuPair(int one, int other, double medianNanos) {}

  /// More pairs than the longest time is enough for, and fewer than a command line has room for.
  private static final int MOST = 8192;

  /// Of the order of pairs within a class.
  private static final long SEED = 1;

  /// What the measuring program may take beyond its time: its start, its last pair, its end.
  private static final Duration GRACE = Duration.ofSeconds(15);

  /// Measures the pairs of this machine until all are done or the time is up.
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
    var asked = inTurn(topology).stream().map(CpuIds::text).collect(Collectors.joining(","));
    var arguments = Stream.of(taskset, Long.toString(budget.toMillis()), asked);
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
      missing =
          String.format(
              Locale.ROOT,
              "%d CPUs have %,d pairs and %d s had time for %,d, in turn by what they share: %s",
              topology.size(),
              possible,
              budget.toSeconds(),
              pairs.size(),
              counts(topology, pairs));
    }
    return new CoreToCore(pairs, missing);
  }

  /// How many pairs of each class there are among some.
  private static String counts(CpuTopology topology, List<CpuPair> pairs) {
    var counts =
        pairs.stream()
            .collect(
                Collectors.groupingBy(
                    pair -> topology.nearness(pair.one(), pair.other()),
                    TreeMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey().shared())
        .collect(Collectors.joining(", "));
  }

  /// Two CPUs whose round trip is to be measured, the lower number first.
  record CpuIds(int one, int other) {
    static CpuIds parse(String text) {
      var ids = text.split("-");
      return new CpuIds(Integer.parseInt(ids[0]), Integer.parseInt(ids[1]));
    }

    String text() {
      return one + "-" + other;
    }
  }

  /// A class of pairs.
  ///
  /// @param slow how many of the two CPUs are slow
  private record PairClass(Nearness nearness, int slow) implements Comparable<PairClass> {
    static PairClass of(CpuTopology topology, Cpu one, Cpu other) {
      int slow = (int) Stream.of(one, other).filter(cpu -> TRUE.equals(cpu.slow())).count();
      return new PairClass(topology.nearness(one, other), slow);
    }

    @Override
    public int compareTo(PairClass other) {
      int byNearness = nearness.compareTo(other.nearness);
      return byNearness == 0 ? Integer.compare(slow, other.slow) : byNearness;
    }
  }

  /// The pairs in the order in which to measure them: one of each class in turn, in each class in
  /// random order, and as long as a CPU has no pair, one of those that have none first.
  static List<CpuIds> inTurn(CpuTopology topology) {
    var cpus = topology.cpus().stream().sorted(Comparator.comparing(Cpu::id)).toList();
    var classes = new TreeMap<PairClass, List<CpuIds>>();
    for (int i = 0; i < cpus.size(); i++) {
      for (var other : cpus.subList(i + 1, cpus.size())) {
        classes
            .computeIfAbsent(PairClass.of(topology, cpus.get(i), other), any -> new ArrayList<>())
            .add(new CpuIds(cpus.get(i).id(), other.id()));
      }
    }
    classes.values().forEach(pairs -> Collections.shuffle(pairs, new Random(SEED)));
    var order = new ArrayList<CpuIds>();
    var alone = new HashSet<>(topology.ids());
    while (!classes.isEmpty() && order.size() < MOST) {
      for (var pairs : classes.values()) {
        var next = next(pairs, alone);
        alone.removeAll(List.of(next.one(), next.other()));
        order.add(next);
      }
      classes.values().removeIf(List::isEmpty);
    }
    return order.subList(0, Math.min(order.size(), MOST));
  }

  private static CpuIds next(List<CpuIds> pairs, Set<Integer> alone) {
    var next =
        alone.isEmpty()
            ? pairs.getLast()
            : Collections.max(pairs, Comparator.comparing(pair -> count(pair, alone)));
    pairs.remove(next);
    return next;
  }

  private static int count(CpuIds pair, Set<Integer> alone) {
    return (alone.contains(pair.one()) ? 1 : 0) + (alone.contains(pair.other()) ? 1 : 0);
  }

  /// The round trips in ns by what two CPUs share. Where the first CPU is a fast one, pairs with a
  /// slow one are left out; a class without pairs is missing.
  public SortedMap<Nearness, List<Double>> nanosBy(CpuTopology topology) {
    var slow = new HashSet<>(topology.slow());
    if (slow.size() == topology.size()) {
      slow.clear();
    }
    var nanos = new TreeMap<Nearness, List<Double>>();
    for (var pair : pairs) {
      if (!slow.contains(pair.one()) && !slow.contains(pair.other())) {
        nanos
            .computeIfAbsent(topology.nearness(pair.one(), pair.other()), any -> new ArrayList<>())
            .add(pair.medianNanos());
      }
    }
    return nanos;
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
  /// Its arguments are the name of `taskset`, its time in milliseconds, and the pairs, such as
  /// `0-2,2-3`. It prints a line a pair: `pair one other median` or `failed one other reason`.
  static final class CoreProbe {
    private static final Duration PAIR_LIMIT = Duration.ofSeconds(8);
    private static final int BATCHES = 31;
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 1000;

    private CoreProbe() {}

    public static void main(String[] args) throws InterruptedException {
      long start = System.nanoTime();
      long budget = Long.parseLong(args[1]) * 1_000_000;
      // Not System.out, which belongs to the commands: this pipe is nobody's but our parent's.
      var out =
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
      // The first game of a JVM is played by the interpreter.
      int warmUp = 10 * WARM_UP;
      for (var pair : Stream.of(args[2].split(",")).map(CpuIds::parse).toList()) {
        if (System.nanoTime() - start > budget) {
          return;
        }
        out.println(measured(args[0], pair.one(), pair.other(), warmUp));
        warmUp = WARM_UP;
      }
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
