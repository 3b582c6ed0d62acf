package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.lane.Workbench.Programs;
import dev.threadmill.machine.Redaction;
import dev.threadmill.questions.Preset;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.State;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Samples;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A run whose forks crash, vanish, use up their memory and print garbage, each in a real JVM, on
/// the machine of a person who must not be named.
class FaultyForksTest {
  private static final String TOLD = "told";

  /// What a fork prints that names its person in every way.
  private static final String CONFESSION =
      "-Dfaulty.says=mallory@example.org,/srv/people/mallory/notes,/home/other/x,10.20.30.40";

  private static final Map<String, String> PERSON =
      Map.of("user.name", "mallory", "user.home", "/srv/people/mallory");

  private static final Map<String, String> BEFORE = new LinkedHashMap<>();

  @TempDir static Path parent;
  private static RunFolder folder;
  private static List<ProcessHandle> survivors;

  @BeforeAll
  static void run() throws InterruptedException {
    PERSON.forEach(
        (name, value) -> BEFORE.put(name, String.valueOf(System.setProperty(name, value))));
    var jdks = Jdks.find(List.of(), Map.of(TOLD, List.of(CONFESSION)));
    var cells = Stream.of("GARBAGE", "HALT", "CRASH", "OUT_OF_MEMORY").map(FaultyForksTest::cell);
    folder =
        new NewRun(
                parent,
                Optional.of("box"),
                Preset.SMOKE,
                List.of(Samples.group(cells.toArray(Cell[]::new))),
                new Limits(3, 3, 0.5, 600),
                7,
                List.of("run", "--out", "/srv/people/mallory/runs"),
                jdks,
                Programs.NONE)
            .prepare();
    var already = ProcessHandle.current().descendants().toList();
    new Measurement(folder, jdks, Programs.NONE, new Progress() {}).run();
    survivors =
        ProcessHandle.current()
            .descendants()
            .filter(process -> !already.contains(process))
            .toList();
  }

  @AfterAll
  static void forget() {
    BEFORE.forEach(System::setProperty);
  }

  private static Cell cell(String contender) {
    return new Cell(
        "dev.threadmill.faulty.FaultyBenchmark.operation",
        "avgt",
        Map.of(Cell.CONTENDER, contender),
        null,
        null,
        TOLD);
  }

  private static List<ForkRecord> forks(String contender) {
    return folder.forks().stream()
        .filter(fork -> fork.cell().equals(cell(contender).id()))
        .toList();
  }

  private static String log(ForkRecord fork) throws IOException {
    return Files.readString(folder.file("failures").resolve("fork-" + fork.position() + ".log"));
  }

  @ParameterizedTest
  @CsvSource({
    "HALT, ended without a result",
    "CRASH, SIGSEGV|EXCEPTION_ACCESS_VIOLATION|SIGBUS",
    "OUT_OF_MEMORY, java.lang.OutOfMemoryError"
  })
  void aForkThatFailsIsTriedOnceMoreAndItsLogKept(String contender, String said)
      throws IOException {
    var forks = forks(contender);
    assertThat(forks).extracting(ForkRecord::attempt).containsExactly(1, 2);
    for (ForkRecord fork : forks) {
      assertThat(fork.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(fork.reason()).isNotBlank();
      assertThat(log(fork)).startsWith(fork.cell() + "\n" + fork.reason());
      assertThat(log(fork)).containsPattern(said);
    }
  }

  @Test
  void garbageIsNoFailureAndTheForksOfOthersStay() {
    assertThat(forks("GARBAGE")).hasSize(3).allMatch(ForkRecord::isOk);
  }

  @Test
  void theRunEndsWellAndReportsEachWithItsReason() {
    assertThat(folder.manifest().state()).isEqualTo(State.COMPLETE);
    var analysis = RunAnalysis.of(RunReader.read(folder.path()));
    assertThat(analysis.cells())
        .filteredOn(cell -> cell.status() == CellResult.Status.FAILED)
        .hasSize(3)
        .allSatisfy(cell -> assertThat(cell.reason()).isNotBlank());
  }

  @Test
  void theFlagsOfTheFingerprintAreThoseOfTheForks() {
    var jdk = folder.manifest().fingerprint().jdks().values().iterator().next();
    assertThat(jdk.collector()).isEqualTo("Serial");
    assertThat(jdk.flags())
        .containsEntry("MaxHeapSize", String.valueOf(32 << 20))
        .containsEntry("TieredStopAtLevel", "1");
  }

  @Test
  void noForkOutlivesTheRun() {
    assertThat(survivors).isEmpty();
  }

  @Test
  void noFileOfTheFolderNamesThePersonOrThePlace() throws IOException {
    try (Stream<Path> files = Files.walk(folder.path())) {
      var texts = files.filter(Files::isRegularFile).toList();
      assertThat(texts).hasSizeGreaterThan(8); // six logs, the plan and the forks at least
      for (Path file : texts) {
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
            .as(file.toString())
            .doesNotContainIgnoringCase("mallory", "/home/", "10.20.30.40");
      }
    }
    assertThat(folder.manifest().command()).containsExactly("run", "--out", "~/runs");
  }

  @Test
  void whatWasWithheldFromThePlanIsNotMadeUpWhenItGoesOn() {
    assertThatThrownBy(() -> ResumedPlan.of(folder))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("begin a new run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-Xmx1g", "/srv/people/mallory/jdk", "-XX:HeapDumpPath=/srv/people/mallory/a"})
  void theOwnHomeComesBackWhenARunGoesOn(String needed) {
    var kept = Jdks.kept(needed, Redaction.here());
    assertThat(kept).doesNotContain("mallory");
    assertThat(Jdks.restored(kept)).isEqualTo(needed);
  }

  @Test
  void anotherHomeDoesNotComeBackAsTheOwn() {
    var kept = Jdks.kept("/home/other/jdk", Redaction.here());
    assertThatThrownBy(() -> Jdks.restored(kept)).isInstanceOf(Unusable.class);
  }
}
