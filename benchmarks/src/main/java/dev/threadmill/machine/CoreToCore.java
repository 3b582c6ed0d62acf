package dev.threadmill.machine;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Core-to-core latency: how long a cache line takes from one CPU to another and back, for the
/// pairs of usable CPUs.
///
/// It is the floor under every hand-over between two threads, and it is seldom one number: pairs
/// that share a core, a cache or a socket are faster than others.
///
/// @param pairs the pairs that were measured
/// @param missing why pairs are missing, as a sentence; null when none is
public record CoreToCore(
    List<Integer> cpus, List<CpuPair> pairs, int possiblePairs, @Nullable String missing) {
  /// One pair of CPUs; a round trip takes the same either way.
  ///
  /// @param medianNanos the median of all batches, for one round trip
  /// @param relation what the two share at closest; null when unknown
  public record CpuPair(
      int one,
      int other,
      double medianNanos,
      double lowNanos,
      double highNanos,
      @Nullable String relation) {}

  /// What the measuring program may take beyond its time: its start, its last pair, its end.
  private static final Duration GRACE = Duration.ofSeconds(15);

  /// Measures the pairs of this machine in random order until all are done or the time is up.
  public static CoreToCore measure(Duration budget) throws InterruptedException {
    return measure(CpuTopology.of(Host.here()), "taskset", childJvm(), budget);
  }

  /// @param taskset the program that binds threads
  /// @param child the words that start a [CoreToCoreChild], without its arguments
  static CoreToCore measure(
      CpuTopology topology, String taskset, List<String> child, Duration budget)
      throws InterruptedException {
    int possible = topology.size() * (topology.size() - 1) / 2;
    var obstacle = obstacle(topology, taskset);
    if (obstacle != null) {
      return new CoreToCore(topology.ids(), List.of(), possible, obstacle);
    }
    var words = new ArrayList<>(child);
    words.add(taskset);
    words.add(Long.toString(budget.toMillis()));
    words.add(topology.ids().stream().map(String::valueOf).collect(Collectors.joining(",")));
    var answer = Command.run(budget.plus(GRACE), words, false);
    var pairs = new ArrayList<CpuPair>();
    var failures = new ArrayList<String>();
    var lastWords = "it said nothing";
    for (var line : answer == null ? List.<String>of() : answer.text().lines().toList()) {
      var parts = line.split(" ", 4);
      if (line.startsWith("pair ") && parts.length == 4) {
        pairs.add(pair(topology, parts));
      } else if (line.startsWith("failed ") && parts.length == 4) {
        failures.add(parts[3]);
      } else {
        lastWords = line;
      }
    }
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
    return new CoreToCore(topology.ids(), pairs, possible, missing);
  }

  private static CpuPair pair(CpuTopology topology, String[] words) {
    int one = Integer.parseInt(words[1]);
    int other = Integer.parseInt(words[2]);
    var nanos = words[3].split(" ");
    return new CpuPair(
        one,
        other,
        Double.parseDouble(nanos[0]),
        Double.parseDouble(nanos[1]),
        Double.parseDouble(nanos[2]),
        topology.relation(one, other));
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
    return List.of(
        java,
        "-XX:+UseSerialGC",
        "-Xmx64m",
        "-XX:-UsePerfData",
        "-cp",
        ownCode(),
        CoreToCoreChild.class.getName());
  }

  /// The jar or folder that this class came from: the class path may hold far more.
  private static String ownCode() {
    try {
      return Path.of(CoreToCore.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes have no place", e);
    }
  }
}
