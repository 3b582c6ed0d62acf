package dev.threadmill.lane;

import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.Redaction;
import dev.threadmill.recording.CpusApart;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Hello;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Iteration.Latency;
import dev.threadmill.results.Iteration.Metric;
import dev.threadmill.results.Json;
import dev.threadmill.results.LatencyFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// One fork of a lane: its program, from the start to the end, asked for one iteration after the
/// other.
///
/// What it answers is read within limits and believed only where it can be true: the CPUs and
/// workers that were asked for, as much time as really passed, and as many operations found as were
/// done. A program that goes on by itself, or starts others, has failed.
public final class LaneFork implements AutoCloseable {
  /// What a fork is asked for.
  ///
  /// @param workers how many CPUs it may use
  /// @param cpus which; empty where the system does not tell
  /// @param warmupNanos the time of an iteration before those that count; 0 for a single batch
  /// @param iterationNanos the same of those that count
  /// @param unitNanos the unit of the scores
  public record Plan(
      Cell cell,
      int workers,
      List<Integer> cpus,
      long seed,
      int warmups,
      long warmupNanos,
      int iterations,
      long iterationNanos,
      long unitNanos) {}

  /// How a fork ended.
  ///
  /// @param notApplicable why the program has no such cell; null if it has
  /// @param fault why it is worth nothing; null if it is sound
  public record LaneEnd(@Nullable String notApplicable, @Nullable String fault) {}

  /// Receives each iteration as it ends.
  public interface Listener {
    void iterated(boolean warmup, int number, int count, double score);
  }

  private static final int LONGEST_LINE = 1 << 20;
  private static final int LONGEST_LOG = 1 << 20;
  private static final int LONGEST_TEXT = 240;
  private static final int MOST_METRICS = 50;
  private static final int MOST_SAMPLES = 20_000;
  private static final long LONGEST_SAMPLE = 3_600_000_000_000L;
  private static final long SECONDS_TO_END = 5;
  private static final int LOOKS = 5;
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Pattern NAME = Pattern.compile("[a-z][\\w.]{0,60}");
  private static final Pattern UNIT = Pattern.compile("[\\w/%#. -]{1,20}");

  /// A clock of another process may begin its second elsewhere, and answers take a while.
  private static final double TOLERANCE = 1.001;

  private final Plan plan;
  private final Program program;
  private final Process process;
  private final InputStream answers;
  private final OutputStream requests;
  private final Thread logReader;
  private final StringBuilder log = new StringBuilder();

  /// Whether this process can look how far apart the two CPUs are: only where it has the same two.
  private final boolean looks;

  private final List<Iteration> iterations = new ArrayList<>();
  private @Nullable Hello hello;

  /// Starts the program.
  ///
  /// @throws IOException if it cannot be started
  public LaneFork(Program program, Plan plan) throws IOException {
    this.program = program;
    this.plan = plan;
    looks =
        plan.cpus().size() == 2
            && !plan.cell().isOneShot()
            && new TreeSet<>(CpuTopology.of(Host.here()).ids()).equals(new TreeSet<>(plan.cpus()));
    process = new ProcessBuilder(command(program, plan)).start();
    answers = new BufferedInputStream(process.getInputStream());
    requests = process.getOutputStream();
    logReader = Thread.ofPlatform().daemon().name("lane-log").start(this::keepLog);
  }

  private static List<String> command(Program program, Plan plan) {
    List<String> command = new ArrayList<>();
    // A program sees the end of its input when its host is killed; one that does not look for it is
    // ended by the kernel.
    if (isOnPath("setpriv")) {
      command.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    }
    if (plan.cell().cores() != null) {
      var cpus = plan.cpus().stream().map(String::valueOf).collect(Collectors.joining(","));
      command.addAll(List.of("taskset", "-c", cpus));
    }
    command.addAll(program.command());
    return command;
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// What the program said of itself; null if it did not come so far.
  public @Nullable Hello hello() {
    return hello;
  }

  public List<Iteration> iterations() {
    return List.copyOf(iterations);
  }

  /// What the program wrote beside its answers.
  public String log() {
    synchronized (log) {
      return log.toString();
    }
  }

  /// Asks for all iterations of the plan.
  public LaneEnd measure(Listener listener) {
    try {
      var params = plan.cell().params();
      tell(
          new Messages.Order(
              Messages.VERSION, plan.cell().shortName(), params, plan.workers(), plan.seed()));
      var line = answer();
      var first = Json.line(line, Messages.Prelude.class);
      if (first.type().equals(Messages.NOT_APPLICABLE)) {
        return new LaneEnd(shown(String.valueOf(first.reason())), null);
      }
      greeted(first, read(line, first, Messages.HELLO, Hello.class));
      for (int i = 0; i < plan.warmups(); i++) {
        iterate(true, i, plan.warmups(), plan.warmupNanos(), listener);
      }
      for (int i = 0; i < plan.iterations(); i++) {
        iterate(false, i, plan.iterations(), plan.iterationNanos(), listener);
      }
      tell(Map.of("type", Messages.END));
      var last = answer();
      read(last, Json.line(last, Messages.Prelude.class), Messages.END, Messages.Prelude.class);
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        throw new Fault("its program did not end when it was told to");
      }
      return new LaneEnd(null, null);
    } catch (IllegalArgumentException e) {
      return new LaneEnd(null, "its program said what is no answer: " + e.getMessage());
    } catch (Fault e) {
      return new LaneEnd(null, e.getMessage());
    } catch (IOException e) {
      return new LaneEnd(null, ended());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new LaneEnd(null, "it was interrupted");
    }
  }

  private void greeted(Messages.Prelude first, Hello said) {
    require(
        Objects.equals(first.v(), Messages.VERSION),
        "it speaks version %s of the protocol",
        String.valueOf(first.v()));
    require(said.lane().equals(program.lane().id()), "it is of the lane %s", said.lane());
    require(
        said.workers() == plan.workers(),
        "it has %s workers, and was given %s",
        said.workers(),
        plan.workers());
    require(
        plan.cpus().isEmpty() || new TreeSet<>(plan.cpus()).equals(new TreeSet<>(said.affinity())),
        "it runs on the CPUs %s, and was given %s",
        said.affinity(),
        plan.cpus());
    require(said.clockNanos() >= 0, "a look at its clock takes %s ns", said.clockNanos());
    hello =
        new Hello(
            said.lane(),
            shown(said.toolchain()),
            shown(said.flags()),
            shown(said.runtime()),
            said.workers(),
            shown(said.allocator()),
            List.copyOf(said.affinity()),
            said.clockNanos());
  }

  private void iterate(boolean warmup, int index, int count, long nanos, Listener listener)
      throws IOException {
    long startMillis = Instant.now().toEpochMilli();
    long start = System.nanoTime();
    tell(Messages.Pull.iterate(warmup, index, nanos));
    var line = answer();
    long passed = System.nanoTime() - start;
    var first = Json.line(line, Messages.Prelude.class);
    var said = read(line, first, Messages.ITERATION, Messages.Iterated.class);
    var phase = warmup ? Messages.WARM_UP : Messages.MEASURE;
    require(
        said.phase().equals(phase) && said.index() == index,
        "it answered %s %s when it was asked for %s %s",
        said.phase(),
        said.index(),
        phase,
        index);
    require(said.ops() > 0, "it did %s operations", said.ops());
    require(
        said.elapsedNanos() > 0 && said.elapsedNanos() <= passed * TOLERANCE,
        "it says that %s ns passed, and %s ns did",
        said.elapsedNanos(),
        passed);
    require(said.cpuNanos() >= 0, "it says that it used %s ns of CPU time", said.cpuNanos());
    require(
        !said.expected().isEmpty() && said.expected().equals(said.found()),
        "something was lost: it expected %s and found %s",
        said.expected(),
        said.found());
    int others = othersThatStay();
    require(others == 0, "it started %s processes of its own", others);
    double score = (double) said.elapsedNanos() / said.ops() / plan.unitNanos();
    var metrics = metrics(said);
    if (looks) { // as JVMs do after an iteration; the program waits meanwhile
      CpusApart.apart().ifPresent(way -> metrics.put(CpusApart.APART, new Metric(way, "ns")));
    }
    iterations.add(
        new Iteration(warmup, score, metrics, warmup ? Map.of() : latencies(said, startMillis)));
    listener.iterated(warmup, index + 1, count, score);
  }

  /// How many processes it started that are no part of its runtime. A child has the name of its
  /// parent until it executes its own program, and no name when it has ended, so that only those
  /// count that look foreign each time.
  private int othersThatStay() {
    var others = others();
    for (int look = 1; look < LOOKS && !others.isEmpty(); look++) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
      others.retainAll(others());
    }
    return others.size();
  }

  private Set<Long> others() {
    return process
        .descendants()
        .filter(one -> !isOfItsRuntime(one))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  /// The BEAM has a process that starts others for it, from its first moment.
  private static boolean isOfItsRuntime(ProcessHandle process) {
    return process.info().command().filter(name -> name.endsWith("erl_child_setup")).isPresent();
  }

  private static Map<String, Metric> metrics(Messages.Iterated said) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put(JvmTimes.BUSY, new Metric((double) said.cpuNanos() / said.elapsedNanos(), "CPUs"));
    var all = said.allMetrics();
    require(all.size() <= MOST_METRICS, "it has %s metrics", all.size());
    all.forEach(
        (name, pair) -> {
          require(
              NAME.matcher(name).matches()
                  && pair.size() == 2
                  && pair.get(0) instanceof Number number
                  && Double.isFinite(number.doubleValue())
                  && pair.get(1) instanceof String unit
                  && UNIT.matcher(unit).matches(),
              "its metric %s is none",
              name);
          metrics.put(name, new Metric(((Number) pair.get(0)).doubleValue(), (String) pair.get(1)));
        });
    return metrics;
  }

  private static Map<String, Latency> latencies(Messages.Iterated said, long startMillis) {
    Map<String, Latency> latencies = new LinkedHashMap<>();
    var all = said.allSamples();
    require(all.size() <= MOST_METRICS, "it has %s samples", all.size());
    all.forEach(
        (name, nanos) -> {
          require(
              NAME.matcher(name).matches() && nanos.length > 0 && nanos.length <= MOST_SAMPLES,
              "it has %s values of %s",
              nanos.length,
              name);
          var histogram = new Histogram(LONGEST_SAMPLE, 3);
          for (long one : nanos) {
            require(one >= 0 && one <= LONGEST_SAMPLE, "%s took %s ns", name, one);
            histogram.recordValue(one);
          }
          histogram.setStartTimeStamp(startMillis);
          histogram.setEndTimeStamp(Instant.now().toEpochMilli());
          latencies.put(name, LatencyFiles.latency(histogram));
        });
    return latencies;
  }

  private <T> T read(String line, Messages.Prelude first, String wanted, Class<T> type) {
    if (first.type().equals(Messages.FAILED)) {
      throw new Fault(shown(String.valueOf(first.reason())));
    }
    require(first.type().equals(wanted), "it answered %s in place of %s", first.type(), wanted);
    return Json.line(line, type);
  }

  private static void require(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      throw new Fault("its program cannot be believed: " + shown(otherwise.formatted(values)));
    }
  }

  private static String shown(String text) {
    return Redaction.line(Redaction.here().text(text), LONGEST_TEXT);
  }

  private void tell(Object message) throws IOException {
    requests.write((Json.line(message) + "\n").getBytes(StandardCharsets.UTF_8));
    requests.flush();
  }

  /// The next line.
  private String answer() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new Fault(ended());
      }
      if (bytes.size() == LONGEST_LINE) {
        throw new Fault("its program wrote a line of more than " + LONGEST_LINE + " bytes");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// How a program ended that should not have.
  private String ended() {
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        return "its program closed its output and went on";
      }
      logReader.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "it was interrupted";
    }
    var how = "its program ended with exit code " + process.exitValue();
    return log()
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((earlier, later) -> later)
        .map(line -> how + ": " + shown(line))
        .orElse(how + " and printed nothing");
  }

  private void keepLog() {
    var buffer = new byte[8192];
    try (var errors = process.getErrorStream()) {
      for (int length = errors.read(buffer); length >= 0; length = errors.read(buffer)) {
        var text = new String(buffer, 0, length, StandardCharsets.UTF_8);
        synchronized (log) {
          if (log.length() < LONGEST_LOG) {
            log.append(text);
          }
        }
      }
    } catch (IOException e) {
      // The process was ended, and its streams with it.
    }
  }

  /// Ends the program and all that it started.
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
