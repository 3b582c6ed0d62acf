package dev.threadmill.analysis.compare;

import dev.threadmill.machine.CoreToCore;
import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Fingerprint.Allowance;
import dev.threadmill.machine.HostActivity;
import dev.threadmill.machine.OperatingSystem;
import dev.threadmill.machine.Processor;
import dev.threadmill.machine.Ruler.Scores;
import dev.threadmill.machine.Surroundings;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.LatencyFiles;
import dev.threadmill.results.RulerReading;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Setting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A run made by hand, on a machine of which every trait can be set.
public final class SampleRun {
  public static final String SUITE = "dev.threadmill.suite.";

  /// Scores that differ a little from fork to fork, in no order.
  private static final double[] WIGGLE = {0.004, -0.008, 0, 0.008, -0.004, 0.002, -0.006, 0.006};

  /// Nanoseconds between two CPUs that a hypervisor moves about.
  private static final double[] APART = {100, 400, 150, 300, 600, 120, 250, 500};

  public String machine = "box";
  public String started = "2026-01-01T00:00:00Z";
  public String jar = "1111111111111111";
  public String classHash = "aaaaaaaaaaaaaaaa";
  public String model = "Xeon A";
  public int cpus = 4;
  public @Nullable Double quota;
  public String hypervisor = "none";
  public String kernel = "6.8";
  public Map<String, String> mitigations = Map.of("l1tf", "Not affected");
  public String governor = "performance";
  public Map<String, List<String>> environment = Map.of();
  public String jdk = "25.0.1";
  public String build = "25.0.1+8";
  public List<String> arguments = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");
  public int workers = 1;
  public int batch = 1;
  public String unit = "ns/op";
  public String mode = "avgt";
  public String warmupTime = "1 s";
  public int iterations = 3;
  public int rounds = 5;
  public @Nullable Integer cores;
  public double steal;
  public double throttledSeconds;
  public boolean paced;

  /// Nanoseconds that a message takes; 0 if no latencies are recorded.
  public double latency;

  /// Bytes of a thread; 0 if nobody looked.
  public double memory;

  /// What a profiler counted, by its name; of each fork a little more or less.
  public Map<String, Iteration.Metric> counted = Map.of();

  /// How much slower the machine became, bit by bit, as a share.
  public double drift;

  /// Whether the CPUs of forks are near or far, and times follow.
  public boolean cpusMove;

  /// How far apart its CPUs are, two of which share a cache; null if nobody looked.
  public @Nullable CoreToCore coreToCore;

  public boolean plainFile;
  public boolean fingerprinted = true;

  /// Times by coordinates of the cell, in the order of the plan.
  private final Map<Cell, Double> times = new LinkedHashMap<>();

  private record Named(String benchmark, Map<String, String> params) {}

  private final Map<Named, Double> wanted = new LinkedHashMap<>();

  /// A run of two contenders of one benchmark.
  public static SampleRun pair() {
    return new SampleRun()
        .with("a.ABenchmark.run", 100, "contender", "ONE", "threads", "2")
        .with("a.ABenchmark.run", 150, "contender", "TWO", "threads", "2");
  }

  public static Run run(Consumer<SampleRun> change) {
    var sample = pair();
    change.accept(sample);
    return sample.run();
  }

  /// Adds a cell that takes so long, or replaces its time.
  public SampleRun with(String benchmark, double time, String... params) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < params.length; i += 2) {
      map.put(params[i], params[i + 1]);
    }
    wanted.put(new Named(SUITE + benchmark, map), time);
    return this;
  }

  public SampleRun without() {
    wanted.clear();
    return this;
  }

  /// The same cells, so much slower.
  public SampleRun slowerBy(double factor) {
    wanted.replaceAll((named, time) -> time * factor);
    return this;
  }

  public Run run() {
    times.clear();
    wanted.forEach(
        (named, time) -> {
          var params = new LinkedHashMap<>(named.params());
          String cellJdk = params.remove("jdk");
          String jvm = params.remove("jvm");
          String cellCores = params.remove("cores");
          String lane = params.remove("lane");
          times.put(
              new Cell(
                  named.benchmark(),
                  mode,
                  params,
                  cellCores == null ? cores : (Integer) Integer.parseInt(cellCores),
                  cellJdk,
                  jvm,
                  lane),
              time);
        });
    Map<String, List<Cell>> groups = new LinkedHashMap<>();
    times.keySet().forEach(c -> groups.computeIfAbsent(c.group(), g -> new ArrayList<>()).add(c));
    var plan =
        groups.entrySet().stream()
            .map(group -> new RunManifest.Group(group.getKey(), group.getValue()))
            .toList();
    String name = machine + " " + started.substring(0, 10);
    return new Run(
        plainFile ? machine + ".json" : name,
        Path.of(machine, started),
        plainFile ? null : manifest(plan),
        plan,
        forks(),
        ruler());
  }

  private List<RulerReading> ruler() {
    int readings = drift == 0 ? 0 : 30;
    return IntStream.range(0, readings)
        .mapToObj(
            i ->
                new RulerReading(
                    Instant.parse(started).plusSeconds(30L * i).toString(),
                    new Scores(
                        1e9 * (1 - drift * i / readings) * (1 + WIGGLE[i % WIGGLE.length] / 4),
                        1e10,
                        2)))
        .toList();
  }

  private RunManifest manifest(List<RunManifest.Group> plan) {
    Map<String, String> classes = new TreeMap<>();
    times
        .keySet()
        .forEach(
            cell ->
                classes.put(
                    cell.benchmark().substring(0, cell.benchmark().lastIndexOf('.')), classHash));
    return new RunManifest(
        RunManifest.SCHEMA,
        new RunManifest.Suite("1", "abcdef0", jar),
        RunManifest.State.COMPLETE,
        started,
        started,
        machine,
        "quick",
        List.of("run"),
        42,
        new RunManifest.Shape(1, 1000, 3, 1000),
        new RunManifest.Limits(rounds, rounds, 0.05, 60),
        plan,
        Map.of(),
        Map.of(),
        Map.of(),
        classes,
        fingerprinted ? fingerprint() : null,
        coreToCore);
  }

  private Fingerprint fingerprint() {
    var topology =
        new CpuTopology(
            IntStream.range(0, cpus)
                .mapToObj(id -> new CpuTopology.Cpu(id, null, id, id - id % 2, null, null, 0, null))
                .toList());
    return new Fingerprint(
        new Processor(
            model, "amd64", 1, cpus, cpus, false, List.of(), governor, false, "0x1", topology),
        new OperatingSystem("Linux", "Debian 12", kernel, mitigations, "madvise", "tsc", 1L << 34),
        new Surroundings(null, hypervisor, "none"),
        new Allowance(quota != null, quota, false, null),
        environment,
        Map.of(),
        null);
  }

  private List<ForkRecord> forks() {
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      int position = 0;
      for (var cell : times.entrySet()) {
        double wiggle = WIGGLE[(round + 3 * position + machine.length()) % WIGGLE.length];
        double apart = cpusMove ? APART[(3 * round + 5 * position) % APART.length] : 0;
        double time = cell.getValue() * (1 + wiggle) * (cpusMove ? apart / APART[0] : 1);
        forks.add(fork(cell.getKey(), round, time, apart));
        position++;
      }
    }
    return forks;
  }

  private ForkRecord fork(Cell cell, int round, double time, double apart) {
    String version = cell.jdk() == null ? jdk : cell.jdk();
    var setting =
        new Setting(
            "1.37",
            workers,
            "java",
            arguments,
            version,
            "OpenJDK 64-Bit Server VM",
            cell.jdk() == null ? build : cell.jdk() + "+1",
            3,
            warmupTime,
            batch,
            iterations,
            "1 s",
            batch);
    return new ForkRecord(
        cell.id(),
        round,
        round,
        1,
        ForkRecord.Outcome.OK,
        null,
        started,
        1000,
        unit,
        setting,
        IntStream.range(0, iterations)
            .mapToObj(
                i ->
                    new Iteration(
                        false,
                        time * (1 + 0.0005 * (i % 2)),
                        metrics(WIGGLE[round % WIGGLE.length], apart),
                        latencies(WIGGLE[round % WIGGLE.length])))
            .toList(),
        plainFile ? null : host());
  }

  private Map<String, Iteration.Metric> metrics(double wiggle, double apart) {
    Map<String, Iteration.Metric> metrics = new TreeMap<>();
    if (paced) {
      metrics.put(ForkRecord.SET_RATE, new Iteration.Metric(1000, "ops/s"));
    }
    if (apart > 0) {
      metrics.put(ForkRecord.CPUS_APART, new Iteration.Metric(apart, "ns"));
    }
    if (memory > 0) {
      metrics.put("total", new Iteration.Metric(memory * (1 + wiggle), "B"));
    }
    counted.forEach(
        (name, one) ->
            metrics.put(name, new Iteration.Metric(one.value() * (1 + wiggle), one.unit())));
    return metrics;
  }

  private Map<String, Iteration.Latency> latencies(double wiggle) {
    if (latency == 0) {
      return Map.of();
    }
    var histogram = new Histogram(3);
    histogram.recordValueWithCount(Math.round(latency * (1 + wiggle)), 10_000);
    return Map.of("latency", LatencyFiles.latency(histogram));
  }

  private HostActivity host() {
    return new HostActivity(
        10,
        cpus,
        steal,
        0.0,
        throttledSeconds > 0 ? 3L : 0L,
        throttledSeconds,
        0.0,
        3000.0,
        3000.0,
        0L,
        0L,
        0L);
  }
}
