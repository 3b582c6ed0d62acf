package dev.threadmill.emulated;

import dev.threadmill.machine.CpuTopology.Cpu;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest.State;
import dev.threadmill.results.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Proof on machines that are not there: QEMU acts as each, the built jar runs inside, and what
/// came of it is held against the description by which QEMU was started. A shell in the machine
/// reads from the kernel where each fork may run; nothing that the jar says of itself counts.
///
/// ```
/// java -cp benchmarks/target/benchmarks.jar \
///   benchmarks/src/test/java/dev/threadmill/emulated/EmulatedMachines.java
/// ```
///
/// `-Dmachine=2x2x2` boots one of them. With `-Dplant=order` the kernel tells a wrong topology,
/// with `-Dplant=affinity` a `taskset` ties nothing to a CPU: then checks must fail. `-Daccel=kvm`
/// is for a host whose processor helps.
public final class EmulatedMachines {
  private static final Path JAR = Path.of("benchmarks.jar");
  private static final String QUESTION = "spawn --preset smoke --param threadKind=VIRTUAL --cores ";
  private static final String SOUND = "doctor,list,run,report,no-loopback,no-taskset";

  /// What empties the emulator's cache of addresses again and again is switched off.
  private static final String KERNEL =
      "console=ttyS0 panic=-1 quiet mitigations=off numa_balancing=disable";

  private static final Duration LONGEST = Duration.ofHours(2);

  /// A machine as QEMU is told to be one. It numbers its CPUs by socket, core and thread, and has
  /// every other socket on the second node if there are two.
  private record Machine(String name, int sockets, int cores, int threads, int nodes) {
    private static final List<Machine> ALL =
        List.of(new Machine("2x2x2", 2, 2, 2, 1), new Machine("8x1", 8, 1, 1, 2));

    /// The declared order: near before far, and the second thread of any core after the first of
    /// every other.
    List<Integer> order() {
      List<Integer> order = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        for (int node = 0; node < nodes; node++) {
          for (int socket = node; socket < sockets; socket += nodes) {
            for (int core = 0; core < cores; core++) {
              order.add((socket * cores + core) * threads + thread);
            }
          }
        }
      }
      return order;
    }

    int cpus() {
      return sockets * cores * threads;
    }

    /// What the kernel must say of this machine where QEMU and it agree.
    Set<String> kernel() {
      Set<String> lines = new TreeSet<>();
      Map<Integer, Set<Integer>> members = new TreeMap<>();
      for (int cpu = 0; cpu < cpus(); cpu++) {
        int core = cpu / threads;
        int socket = core / cores;
        var siblings = IntStream.range(core * threads, (core + 1) * threads).boxed().toList();
        lines.add("cpu/cpu" + cpu + "/topology/physical_package_id:" + socket);
        lines.add("cpu/cpu" + cpu + "/topology/thread_siblings_list:" + siblings);
        members.computeIfAbsent(socket % nodes, any -> new TreeSet<>()).add(cpu);
      }
      members.forEach((node, cpus) -> lines.add("node/node" + node + "/cpulist:" + cpus));
      return lines;
    }

    List<String> qemu() {
      List<String> options =
          new ArrayList<>(
              List.of(
                  "-smp",
                  "%d,sockets=%d,cores=%d,threads=%d".formatted(cpus(), sockets, cores, threads)));
      for (int node = 0; nodes > 1 && node < nodes; node++) {
        int here = node;
        var cpus =
            IntStream.range(0, cpus())
                .filter(cpu -> cpu / threads / cores % nodes == here)
                .mapToObj(cpu -> ",cpus=" + cpu)
                .collect(Collectors.joining());
        options.add("-object");
        options.add("memory-backend-ram,id=memory%d,size=%dM".formatted(node, MEBIBYTES / nodes));
        options.add("-numa");
        options.add("node,nodeid=%d,memdev=memory%d%s".formatted(node, node, cpus));
      }
      return options;
    }
  }

  private static final int MEBIBYTES = 3072;

  private final Machine machine;
  private final Path out;
  private final String plant;

  /// How many CPUs forks get. What is planted shows on two.
  private final List<Integer> levels;

  private int failed;

  private EmulatedMachines(Machine machine, Path folder, String plant) {
    this.machine = machine;
    this.plant = plant;
    out = folder.resolve(isSound() ? machine.name() : machine.name() + "-" + plant);
    levels = isSound() ? List.of(1, 2, 4, 8) : List.of(2);
  }

  private boolean isSound() {
    return plant.equals("none");
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var target = Path.of(System.getProperty("target", "benchmarks/target")).toAbsolutePath();
    var plant = System.getProperty("plant", "none");
    var wanted = System.getProperty("machine", "all");
    if (!List.of("none", "order", "affinity").contains(plant)) {
      throw end("-Dplant is order or affinity, not " + plant);
    }
    var machines =
        Machine.ALL.stream()
            .filter(any -> wanted.equals("all") || any.name().equals(wanted))
            .toList();
    if (machines.isEmpty()) {
      throw end("-Dmachine is 2x2x2 or 8x1, not " + wanted);
    }
    if (!Files.exists(target.resolve(JAR))) {
      throw end("There is no " + target.resolve(JAR) + "; mvn -DskipTests package makes it.");
    }
    requireProgram("qemu-system-x86_64", "qemu-system-x86");
    requireProgram("cpio", "cpio");
    var folder = Files.createDirectories(target.resolve("emulated"));
    var build = target.resolveSibling("src/emulated/build.sh").toString();
    var jdk = System.getProperty("java.home");
    run(List.of("sh", build, target.resolve(JAR).toString(), jdk, folder.toString()));
    int failed = 0;
    for (var one : machines) {
      var here = new EmulatedMachines(one, folder, plant);
      here.boot(folder);
      here.check();
      failed += here.failed;
    }
    System.out.println(failed == 0 ? "All checks passed." : failed + " of the checks failed.");
    System.exit(failed == 0 ? 0 : 1);
  }

  private static RuntimeException end(String sentence) {
    System.err.println(sentence);
    System.exit(2);
    return new IllegalStateException(sentence);
  }

  private static void requireProgram(String program, String debian) {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!isThere) {
      throw end(
          "There is no %s on the PATH, which the machines need; Debian has it in the package %s."
              .formatted(program, debian));
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw end(command.getFirst() + " ended with exit code " + code + ": " + command);
    }
  }

  /// Runs the machine until it switches itself off, and unpacks what it hands over.
  private void boot(Path folder) throws IOException, InterruptedException {
    var accel = System.getProperty("accel", "tcg");
    var log = Path.of(out + ".log");
    var tar = Path.of(out + ".tar.gz");
    var cores = levels.stream().map(String::valueOf).collect(Collectors.joining(","));
    List<String> command =
        new ArrayList<>(
            List.of(
                "qemu-system-x86_64", "-accel", accel.equals("tcg") ? "tcg,thread=multi" : accel));
    // An Intel processor, since QEMU gives AMD's no siblings; an old one, since its AVX is slow.
    command.addAll(List.of("-machine", "q35", "-cpu", accel.equals("tcg") ? "Nehalem" : "host"));
    command.addAll(List.of("-m", MEBIBYTES + "M", "-nodefaults", "-display", "none", "-no-reboot"));
    command.addAll(machine.qemu());
    command.addAll(List.of("-kernel", folder.resolve("kernel").toString()));
    command.addAll(List.of("-initrd", folder.resolve("initramfs").toString()));
    command.addAll(List.of("-serial", "stdio", "-serial", "file:" + tar));
    command.addAll(
        List.of(
            "-append",
            KERNEL
                + " steps=%s plant=%s options=\"%s\""
                    .formatted(isSound() ? SOUND : "run", plant, QUESTION + cores)));
    System.out.println("Machine " + machine.name() + " boots; all that it says is in " + log);
    long start = System.nanoTime();
    var qemu = new ProcessBuilder(command).redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(qemu::destroyForcibly));
    var timer =
        Thread.startVirtualThread(
            () -> {
              try {
                Thread.sleep(LONGEST);
                qemu.destroyForcibly();
              } catch (InterruptedException ended) {
                // It ended by itself.
              }
            });
    try (var said = qemu.inputReader();
        var writer = Files.newBufferedWriter(log)) {
      for (var line = said.readLine(); line != null; line = said.readLine()) {
        var plain = line.replaceAll("\\x1b(?:c|\\[[?\\d;]*\\w)|\\r", "");
        writer.write(plain + "\n");
        writer.flush();
        if (plain.startsWith("--- ")) {
          System.out.println(plain.replaceFirst("---", "   "));
        }
      }
    }
    timer.interrupt();
    int code = qemu.waitFor();
    long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - start);
    if (code != 0 || Files.size(tar) == 0) {
      throw end("QEMU ended with exit code %s after %s min; see %s".formatted(code, minutes, log));
    }
    System.out.println("Machine " + machine.name() + " ended after " + minutes + " min");
    run(List.of("rm", "-rf", out.toString()));
    Files.createDirectories(out);
    run(List.of("tar", "-xzf", tar.toString(), "-C", out.toString()));
  }

  private void check() throws IOException {
    check(
        "the kernel sees the machine that was described",
        kernel().equals(machine.kernel()),
        kernel());
    if (isSound()) {
      ended("doctor", 2);
      says("doctor.txt", "QEMU emulates the processor in software");
      says("doctor.txt", "This machine is not fit to measure on");
      ended("list", 0);
      levels.forEach(level -> says("list.txt", "cores=" + level));
      says(
          "list.txt",
          "1 to " + machine.sockets() * machine.cores() + " one hardware thread of each");
    }
    ended("run", 0);
    runFolder(RunReader.read(folder("run")));
    if (isSound()) {
      report();
      noForkRuns("no-loopback", "is the loopback interface up?");
      noForkRuns("no-taskset", "there is no `taskset` on the PATH");
    }
  }

  /// The facts of the machine in the words of [Machine#kernel].
  private Set<String> kernel() throws IOException {
    Set<String> facts = new TreeSet<>();
    for (var line : Files.readAllLines(out.resolve("kernel.txt"))) {
      int colon = line.indexOf(':');
      var what = line.substring(0, colon + 1);
      var value = line.substring(colon + 1);
      if (!what.startsWith("clocksource")) {
        facts.add(what + (what.endsWith("list:") ? cpus(value) : value));
      }
    }
    return facts;
  }

  private void runFolder(Run run) throws IOException {
    var manifest = Objects.requireNonNull(run.manifest());
    check("the run is complete", manifest.state() == State.COMPLETE, manifest.state());
    int rounds = manifest.limits().minRounds();
    for (int level : levels) {
      var cells = run.cells().stream().filter(cell -> Objects.equals(cell.cores(), level)).toList();
      var forks = cells.stream().map(cell -> of(run, cell.id()).size()).toList();
      check(
          "every cell on %d CPUs has %d forks".formatted(level, rounds),
          !cells.isEmpty() && forks.stream().allMatch(count -> count == rounds),
          forks);
    }
    var topology = manifest.fingerprint().processor().topology().cpus();
    var order = topology.stream().map(Cpu::id).toList();
    check(
        "the CPUs are in the declared order " + machine.order(),
        order.equals(machine.order()),
        order);
    for (int level : levels) {
      var expected = new TreeSet<>(machine.order().subList(0, level));
      var seen =
          run.cells().stream()
              .filter(cell -> Objects.equals(cell.cores(), level))
              .flatMap(cell -> of(run, cell.id()).stream())
              .map(this::witnessed)
              .toList();
      check(
          "every thread of the %d forks on %d CPUs may run on %s and nowhere else"
              .formatted(seen.size(), level, expected),
          !seen.isEmpty() && seen.stream().allMatch(Set.of(expected)::equals),
          Set.copyOf(seen));
    }
  }

  /// The forks of a cell that ran. An emulated one may be too slow at first, and is tried again.
  private static List<ForkRecord> of(Run run, String cell) {
    return run.forks().stream()
        .filter(ForkRecord::isOk)
        .filter(fork -> fork.cell().equals(cell))
        .toList();
  }

  /// The sets of CPUs that threads of the fork's JVM had, as the shell beside it read them.
  private Set<Set<Integer>> witnessed(ForkRecord fork) {
    long from = Instant.parse(fork.started()).getEpochSecond();
    long to = from + fork.wallMillis() / 1000 + 1;
    try (var lines = Files.lines(out.resolve("witness.txt"))) {
      var sightings =
          lines
              .map(line -> line.split(" "))
              .filter(words -> Long.parseLong(words[0]) >= from && Long.parseLong(words[0]) <= to)
              .toList();
      // Seconds are coarse: the last sighting of the fork before, or the first of the next, may be
      // among them. This one was seen the most.
      var counts =
          sightings.stream()
              .collect(
                  Collectors.groupingBy(words -> words[1], TreeMap::new, Collectors.counting()));
      return counts.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(most -> most.getKey())
          .map(
              process ->
                  sightings.stream()
                      .filter(words -> words[1].equals(process))
                      .map(words -> cpus(words[2]))
                      .collect(Collectors.toSet()))
          .orElse(Set.of());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void report() throws IOException {
    ended("report", 0);
    says(folder("run").resolve("report.md"), "QEMU emulated the processor in software");
    says(folder("run").resolve("report.html"), "QEMU emulated the processor in software");
    var charts = folder("run").resolve("charts");
    long drawn = 0;
    if (Files.exists(charts)) {
      try (var files = Files.list(charts)) {
        drawn = files.filter(file -> file.toString().endsWith(".svg")).count();
      }
    }
    var said = Files.readString(out.resolve("report.txt"));
    check(
        "%d charts are drawn, or a sentence says why not".formatted(drawn),
        drawn > 0 || said.replaceAll("\\s+", " ").contains("The page draws its charts"),
        said);
    check("no stack trace is shown", !said.contains("\tat "), said);
  }

  /// A run that can start no fork tries three, says why in a sentence, and can be resumed.
  private void noForkRuns(String step, String reason) throws IOException {
    ended(step, 3);
    says(step + ".txt", reason);
    var run = RunReader.read(folder(step));
    var failed = run.forks().stream().filter(fork -> fork.outcome() == Outcome.FAILED).count();
    check(
        step + ": three forks failed and no more were tried",
        failed == 3 && run.forks().size() == 3,
        run.forks().size());
    var state = Objects.requireNonNull(run.manifest()).state();
    check(step + ": the run can be resumed", state == State.INTERRUPTED, state);
  }

  private Path folder(String step) throws IOException {
    try (var runs = Files.list(out.resolve(step + "-results/emulated"))) {
      return runs.filter(path -> !path.getFileName().toString().startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }

  private void ended(String step, int code) throws IOException {
    var found = Files.readString(out.resolve(step + ".code")).strip();
    var seconds = Files.readString(out.resolve(step + ".seconds")).strip();
    check(
        "%s ends with exit code %d after %s s".formatted(step, code, seconds),
        found.equals(String.valueOf(code)),
        found);
  }

  private void says(String file, String words) {
    says(out.resolve(file), words);
  }

  private void says(Path file, String words) {
    try {
      // Terminal and page break lines where they like.
      var text = Files.readString(file).replaceAll("\\s+", " ");
      check(file.getFileName() + " says: " + words, text.contains(words), "no such words");
    } catch (IOException e) {
      check(file.getFileName() + " says: " + words, false, e);
    }
  }

  private void check(String what, boolean holds, Object found) {
    System.out.println(
        (holds ? "ok     " : "FAILED ")
            + machine.name()
            + ": "
            + what
            + (holds ? "" : "\n         found: " + found));
    failed += holds ? 0 : 1;
  }

  /// A list of the kernel's, such as `0-2,5`.
  private static Set<Integer> cpus(String list) {
    return Arrays.stream(list.strip().split(","))
        .map(part -> part.split("-"))
        .flatMap(
            ends ->
                IntStream.rangeClosed(
                        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .boxed())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
