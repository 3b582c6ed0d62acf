package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs that are ended from outside, at any moment, and go on.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
class RunFaultIT {
  /// `-Dthreadmill.kills=20` is worth its minutes after a change of how run folders are
  /// written.
  private static final int KILLS = Integer.getInteger("threadmill.kills", 3);

  private static final int EARLY_MILLIS = 3_000;
  private static final String GOES_ON = "To continue:\n";
  private static final String[] RUN = {
    "run", "--preset", "smoke", "--include", "HarnessBaseline", "--param", "members=2",
    "--machine", "box", "--out", "runs", "--seed", "7", "--no-report"
  };

  @TempDir Path folder;
  private JarProcess program;

  @BeforeEach
  void prepare() {
    program = new JarProcess(folder);
  }

  @AfterEach
  void endAll() {
    program.close();
  }

  /// The first kill is as soon as there is a folder. Half of the others are while a JVM
  /// starts and a folder is made, and half at any moment. One of ten is of one of two
  /// processes that continue the run at once, in vain for the other.
  @Test
  void killedAtRandomMomentsItLosesNoForkAndCountsNoneTwice() throws Exception {
    long start = System.nanoTime();
    var undisturbed = complete();
    long millis = (System.nanoTime() - start) / 1_000_000;
    var undisturbedForOtherTools = cellsForOtherTools();
    long seed = System.nanoTime();
    var random = new Random(seed);
    int kills = 0;
    int pairs = 0;
    while (kills < KILLS) {
      Files.move(folder.resolve("runs"), folder.resolve("runs-" + kills));
      List<String> kept = List.of();
      String[] arguments = RUN;
      while (kills < KILLS) {
        boolean early = kills % 2 == 0;
        long life = random.nextLong(early ? EARLY_MILLIS : millis / 2);
        boolean two = arguments != RUN && pairs <= kills / 10;
        pairs += two ? 1 : 0;
        boolean killed =
            two
                ? killedBesideAnother(life, arguments)
                : kills == 0 ? killedWithAPlanAndNoFork() : killed(life, arguments);
        if (!killed) {
          break;
        }
        kills++;
        if (folders().isEmpty()) {
          continue; // it was killed before there was anything to keep
        }
        var lines = wholeLines();
        assertThat(lines.size())
            .as("kill %d of %d", kills, seed)
            .isGreaterThanOrEqualTo(kept.size());
        assertThat(lines.subList(0, kept.size())).isEqualTo(kept);
        kept = lines;
        arguments = new String[] {"run", "--resume", onlyFolder().toString(), "--no-report"};
      }
      if (folders().isEmpty() || state() != RunManifest.State.COMPLETE) {
        var ended = program.run(arguments);
        assertThat(ended.code()).as(ended.output()).isZero();
      }
      assertThat(wholeLines().subList(0, kept.size())).isEqualTo(kept);
      assertThat(cells()).containsExactlyElementsOf(undisturbed);
      assertThat(cellsForOtherTools()).isEqualTo(undisturbedForOtherTools);
      assertThat(leftBehind()).as("after %d kills of %d", kills, seed).isEmpty();
    }
  }

  private boolean killed(long millis, String... arguments) throws Exception {
    var process = program.start(arguments);
    boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
    if (!ended) {
      JarProcess.kill(process);
    }
    return !ended;
  }

  private boolean killedWithAPlanAndNoFork() throws Exception {
    var process = program.start(RUN);
    while (folders().isEmpty()) {
      assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
    }
    JarProcess.kill(process);
    assertThat(wholeLines()).isEmpty();
    return true;
  }

  /// Two at once, which know nothing of each other: the machine's lock is in the folder for
  /// temporary files, and they have two of them.
  private boolean killedBesideAnother(long millis, String... arguments) throws Exception {
    try (var other = new JarProcess(Files.createDirectories(folder.resolve("other")))) {
      var two = List.of(program.start(arguments), other.start(arguments));
      CompletableFuture.anyOf(two.get(0).onExit(), two.get(1).onExit()).get(5, TimeUnit.MINUTES);
      int refused = two.get(0).isAlive() ? 1 : 0;
      var writer = two.get(1 - refused);
      if (two.get(refused).exitValue() == 0 || writer.waitFor(millis, TimeUnit.MILLISECONDS)) {
        writer.waitFor();
        assertThat(two).extracting(Process::exitValue).containsExactlyInAnyOrder(0, 2);
        return false;
      }
      JarProcess.kill(writer);
      assertThat(two.get(refused).exitValue()).isEqualTo(2);
      assertThat((refused == 0 ? program : other).printed())
          .contains("Another process is writing into " + onlyFolder());
      return true;
    }
  }

  /// What is hidden in the folder of the machine and in that of the run: locks and drafts.
  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("runs"))) {
      return all.filter(path -> path.getFileName().toString().startsWith(".")).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void toldToEndItEndsItsForkAndTheCommandThatItPrintsGoesOn(String signal, int code)
      throws Exception {
    var process = signal.equals("INT") ? program.startInterruptible(RUN) : program.start(RUN);
    while (folders().isEmpty() || wholeLines().isEmpty()) {
      assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
    }
    var forks = process.descendants().toList();
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    assertThat(process.waitFor()).isEqualTo(code);
    for (ProcessHandle fork : forks) {
      fork.onExit().get();
    }
    assertThat(state()).isEqualTo(RunManifest.State.INTERRUPTED);
    var kept = wholeLines();
    assertThat(RunFolder.open(onlyFolder()).forks())
        .hasSameSizeAs(kept)
        .isNotEmpty()
        .allMatch(ForkRecord::isOk);
    var printed = program.printed();
    assertThat(printed.replaceAll("\\s+", " "))
        .containsPattern("Stopped\\. The (fork|\\d+ forks) that ended (is|are) kept in ");
    var ended = program.typed(printed.substring(printed.indexOf(GOES_ON) + GOES_ON.length()));
    assertThat(ended.code()).as(printed + ended.output()).isZero();
    assertThat(state()).isEqualTo(RunManifest.State.COMPLETE);
    assertThat(wholeLines())
        .startsWith(kept.toArray(String[]::new))
        .hasSizeGreaterThan(kept.size());
  }

  /// A process may lose its lock with any channel to the file that it closes; it closes some
  /// with every fork that it writes.
  @Test
  void whileForksAreWrittenTheRunIsContinuedByNobodyElse() throws Exception {
    var first = program.start(RUN);
    while (folders().isEmpty() || wholeLines().size() < 2) {
      assertThat(first.waitFor(50, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
    }
    try (var other = new JarProcess(Files.createDirectory(folder.resolve("other")))) {
      var second = other.run("run", "--resume", onlyFolder().toString(), "--profile");
      assertThat(first.isAlive()).as("ended too early").isTrue();
      assertThat(second.code()).isEqualTo(2);
      assertThat(second.output())
          .isEqualTo(
              "threadmill: Another process is writing into %s; let it end first\n"
                  .formatted(onlyFolder()));
      assertThat(other.run("claims", onlyFolder().toString()).code()).as("who reads").isZero();
    }
    assertThat(first.waitFor()).isZero();
    assertThat(leftBehind()).isEmpty();
    assertThat(cells()).doesNotHaveDuplicates();
  }

  @Test
  void aSecondRunOnTheMachineIsRefused() throws Exception {
    var first = program.start(RUN);
    while (folders().isEmpty()) {
      assertThat(first.waitFor(50, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
    }
    var second = program.run(RUN);
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.output()).contains("Another run is measuring");
    JarProcess.kill(first);
  }

  @Test
  void aPlanThatNamesAProgramRunsItWhenItIsTrustedAndNotBefore() throws Exception {
    var marker = folder.resolve("started");
    var process = program.start(with("--jvm", "odd=-Dmy.own=1"));
    while (folders().isEmpty() || wholeLines().isEmpty()) {
      assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
    }
    JarProcess.kill(process);
    var run = onlyFolder();
    var before = Files.readString(run.resolve("run.json"));
    var evil = "-XX:OnOutOfMemoryError=touch " + marker;
    Files.writeString(run.resolve("run.json"), before.replace("-Dmy.own=1", evil + "\", \"-Xmx2m"));
    var refused = program.run("run", "--resume", run.toString(), "--no-report");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.output().lines())
        .singleElement()
        .asString()
        .contains(run.toString(), "not known here", "-XX:OnOutOfMemoryError", "--trust");
    assertThat(marker).doesNotExist();
    Files.writeString(run.resolve("run.json"), before);
    var trusted = program.run("run", "--resume", run.toString(), "--no-report", "--trust");
    assertThat(trusted.code()).as(trusted.output()).isZero();
    assertThat(trusted.output().lines().limit(2))
        .first()
        .asString()
        .contains(run.toString(), "starts", "--trust");
    assertThat(trusted.output()).contains("  the JVM argument -Dmy.own=1\n");
  }

  private static String[] with(String... more) {
    return Stream.concat(Stream.of(RUN), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aDiskThatIsFullEndsTheRunInASentenceAndKeepsWhatEnded() throws Exception {
    int room = roomForAFewForks();
    var full = program.limitedTo(room, RUN);
    assertThat(full.code()).as(full.output()).isEqualTo(2);
    assertThat(full.output().lines())
        .filteredOn(line -> line.startsWith("threadmill: "))
        .singleElement()
        .asString()
        .contains("Cannot write", "forks.jsonl", "all forks before are kept");
    assertThat(full.output()).doesNotContain("\tat ");
    var kept = wholeLines();
    var run = RunFolder.open(onlyFolder());
    assertThat(run.forks()).hasSameSizeAs(kept).isNotEmpty().allMatch(ForkRecord::isOk);
    assertThat(run.manifest().state()).isNotEqualTo(RunManifest.State.COMPLETE);
    var resumed = program.run("run", "--resume", run.path().toString(), "--no-report");
    assertThat(resumed.code()).as(resumed.output()).isZero();
    assertThat(wholeLines())
        .startsWith(kept.toArray(String[]::new))
        .hasSizeGreaterThan(kept.size());
    assertThat(run.manifest().state()).isEqualTo(RunManifest.State.COMPLETE);
  }

  /// A size for files in which a manifest has room, and not all forks have.
  private int roomForAFewForks() throws Exception {
    complete();
    long forks = Files.size(onlyFolder().resolve("forks.jsonl"));
    long manifest = Files.size(onlyFolder().resolve("run.json"));
    assertThat(manifest).as("the manifest beside the forks").isLessThan(forks);
    Files.move(folder.resolve("runs"), folder.resolve("runs-whole"));
    return (int) ((manifest + forks) / 2);
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidInASentence() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    var ended = program.run("run", "--preset", "smoke", "--out", file.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("threadmill: Cannot").doesNotContain("\tat ");
  }

  private List<String> complete() throws Exception {
    var ended = program.run(RUN);
    assertThat(ended.code()).as(ended.output()).isZero();
    return cells();
  }

  /// The rounds and cells that the run has forks of, in the order in which they ran.
  private List<String> cells() throws IOException {
    return RunFolder.open(onlyFolder()).forks().stream()
        .map(fork -> fork.position() + " " + fork.round() + " " + fork.cell())
        .toList();
  }

  /// Each cell of `jmh.json` with its parameters, and how many iterations each of its forks has.
  private List<String> cellsForOtherTools() throws IOException {
    List<String> cells = new ArrayList<>();
    for (var entry : new ObjectMapper().readTree(onlyFolder().resolve("jmh.json").toFile())) {
      List<Integer> iterations = new ArrayList<>();
      entry.at("/primaryMetric/rawData").forEach(fork -> iterations.add(fork.size()));
      cells.add(entry.get("benchmark").asText() + entry.get("params") + iterations);
    }
    return cells;
  }

  private List<String> wholeLines() throws IOException {
    Path file = onlyFolder().resolve("forks.jsonl");
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private List<Path> folders() throws IOException {
    Path machine = folder.resolve("runs").resolve("box");
    if (!Files.exists(machine)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(machine)) {
      return found.filter(path -> !path.getFileName().toString().startsWith(".")).toList();
    }
  }

  /// The folder of the run, which is the only one: a run that goes on makes no other.
  private Path onlyFolder() throws IOException {
    assertThat(folders()).hasSize(1);
    return folders().getFirst();
  }

  private RunManifest.State state() throws IOException {
    return RunFolder.open(onlyFolder()).manifest().state();
  }
}
