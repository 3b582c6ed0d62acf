package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.questions.Catalog;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Jdks.JvmChoice;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every benchmark with every contender and kind of thread, once and briefly.
///
/// All cells of a benchmark run one after the other in one JVM that is started as its forks are.
/// The first of them, and every one of which that JVM has no score, then runs in a fork as in a
/// run. A fork that throws, finds a wrong sum, hangs or dies fails the test. A cell may say that it
/// makes no sense, but then the contender must make sense elsewhere in its family.
///
/// The JVMs load the jar that users get. As nothing is timed here, they share its classes in an
/// archive that the first one writes, and compile little.
class SuiteSmokeIT {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();
  private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();
  private static final String CLASS_PATH = "java.class.path";
  private static final String TESTS_CLASS_PATH = System.getProperty(CLASS_PATH);
  private static final Shape SHAPE = new Shape(0, 1, 1, 10);

  /// Whether a contender of a family ran in any of its benchmarks.
  private static final Map<String, Boolean> RAN = new TreeMap<>();

  @TempDir static Path failures;
  @TempDir static Path classes;

  private final ForkLauncher launcher =
      new JmhForkLauncher(SHAPE, cell -> jvm(), OutputFolder.at(failures), new Progress() {}, null);

  @BeforeAll
  static void forksLoadTheJar() {
    assertThat(JAR).isRegularFile();
    System.setProperty(CLASS_PATH, JAR.toString()); // JMH hands it on
  }

  @AfterAll
  static void testsLoadWhatTheyDid() {
    System.setProperty(CLASS_PATH, TESTS_CLASS_PATH);
  }

  private static JvmChoice jvm() {
    return JvmChoice.host(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + archive()));
  }

  private static Path archive() {
    return classes.resolve("classes.jsa");
  }

  static Stream<Catalog.Entry> benchmarks() {
    return Catalog.ofThisJar().entries().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("benchmarks")
  void everyContenderRuns(Catalog.Entry entry) throws Exception {
    var points = SuiteSmokeChild.points(entry);
    runs(launch(entry, points.getFirst()));
    var outcomes = inOneJvm(entry);
    Map<String, Boolean> ran = new LinkedHashMap<>();
    for (var point : points) {
      boolean here =
          switch (outcomes.getOrDefault(point.toString(), Outcome.FAILED)) {
            case OK -> true;
            case NOT_APPLICABLE -> false;
            case FAILED -> runs(launch(entry, point)); // once more, as in a run
          };
      ran.merge(point.getOrDefault(Cell.CONTENDER, ""), here, Boolean::logicalOr);
    }
    var family = new Cell(entry.name(), "", Map.of(), null, null, null).family();
    for (var point : points) {
      var contender = point.getOrDefault(Cell.CONTENDER, "");
      boolean anyhow = ran.get(contender) || otherwise(entry, point);
      ran.put(contender, true); // or it was tried in vain, and that is enough
      RAN.merge(family + " " + contender, anyhow, Boolean::logicalOr);
    }
  }

  /// Whether the fork did what it should, and not only said why it makes no sense.
  private static boolean runs(ForkRecord fork) {
    assertThat(isSound(fork) || fork.outcome() == Outcome.NOT_APPLICABLE)
        .as(fork.cell() + ": " + fork.reason())
        .isTrue();
    return isSound(fork);
  }

  /// What [SuiteSmokeChild] says of the cells of a benchmark, by their parameters.
  private static Map<String, Outcome> inOneJvm(Catalog.Entry entry) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(jvm().java().toString());
    command.addAll(jvm().before());
    command.addAll(entry.jvmArguments());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=" + archive()));
    command.addAll(List.of("-Djmh.ignoreLock=true", "-cp", JAR + File.pathSeparator + TESTS));
    command.addAll(List.of(SuiteSmokeChild.class.getName(), entry.name()));
    var output = failures.resolve(entry.name() + ".log");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor(); // a fork then tells which of its cells hangs
    }
    Map<String, Outcome> outcomes = new HashMap<>();
    for (String line : Files.readAllLines(output)) {
      if (line.startsWith(SuiteSmokeChild.MARK)) {
        var parts = line.substring(SuiteSmokeChild.MARK.length()).split(" ", 2);
        outcomes.put(parts[1], Outcome.valueOf(parts[0]));
      }
    }
    return outcomes;
  }

  static Stream<Arguments> proofs() {
    return Catalog.ofProofs().entries().stream()
        .flatMap(
            entry ->
                entry.params().getOrDefault("subject", List.of()).stream()
                    .map(subject -> Arguments.of(entry, subject)));
  }

  /// One arm each: the arms differ in a number only, which a test counts.
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("proofs")
  void everyPlantedSlowdownRuns(Catalog.Entry entry, String subject) {
    var point = firstValues(entry);
    point.put("subject", subject);
    var fork = launch(entry, point);
    assertThat(fork.isOk()).as(fork.cell() + ": " + fork.reason()).isTrue();
  }

  @AfterAll
  static void everyContenderMakesSenseSomewhereInItsFamily() {
    assertThat(RAN).allSatisfy((contender, ran) -> assertThat(ran).as(contender).isTrue());
  }

  private static boolean isSound(ForkRecord fork) {
    return fork.isOk() || SuiteSmokeChild.didWhatItShould(String.valueOf(fork.reason()));
  }

  /// Whether the contender runs with another value of one parameter, tried one after the other.
  private boolean otherwise(Catalog.Entry entry, Map<String, String> point) {
    for (var param : entry.params().entrySet()) {
      for (String value : param.getValue()) {
        boolean isCondition = !param.getKey().equals(Cell.CONTENDER);
        if (isCondition && !value.equals(point.get(param.getKey()))) {
          var other = new LinkedHashMap<>(point);
          other.put(param.getKey(), value);
          if (runs(launch(entry, other))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private ForkRecord launch(Catalog.Entry entry, Map<String, String> params) {
    var cell = new Cell(entry.name(), entry.mode(), params, null, null, null);
    var fork = launcher.launch(new Slot(cell, 1, 1, 1));
    if (fork.outcome() == Outcome.FAILED) {
      fork = launcher.launch(new Slot(cell, 1, 1, 2)); // once more, as in a run
    }
    if (fork.outcome() == Outcome.NOT_APPLICABLE) {
      assertThat(fork.reason()).as("why %s makes no sense", cell.id()).isNotBlank();
    }
    return fork;
  }

  private static Map<String, String> firstValues(Catalog.Entry entry) {
    Map<String, String> first = new LinkedHashMap<>();
    entry.params().forEach((name, values) -> first.put(name, values.getFirst()));
    return first;
  }
}
