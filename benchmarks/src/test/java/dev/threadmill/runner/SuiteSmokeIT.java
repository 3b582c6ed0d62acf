package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Jdks.JvmChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every benchmark with every contender and kind of thread, once and briefly, in a fork.
///
/// A fork that throws, finds a wrong sum, hangs or dies fails the test. A cell may say that it
/// makes no sense, but then the contender must make sense elsewhere in its family.
///
/// The forks load the jar that users get. As nothing is timed here, they share its classes in an
/// archive that the first one writes, and compile little: some hundred JVMs start.
class SuiteSmokeIT {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();
  private static final String CLASS_PATH = "java.class.path";
  private static final String TESTS_CLASS_PATH = System.getProperty(CLASS_PATH);
  private static final Shape SHAPE = new Shape(0, 1, 1, 10);

  /// Whether a contender of a family ran in any of its benchmarks.
  private static final Map<String, Boolean> RAN = new TreeMap<>();

  @TempDir static Path failures;
  @TempDir static Path classes;

  private final ForkLauncher launcher =
      new JmhForkLauncher(SHAPE, cell -> jvm(), cores -> "0", failures, new SilentProgress());

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
    var host = JvmChoice.host();
    return new JvmChoice(
        host.java(),
        host.feature(),
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + classes.resolve("classes.jsa")));
  }

  static Stream<Catalog.Entry> benchmarks() {
    return Catalog.ofThisJar().entries().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("benchmarks")
  void everyContenderRuns(Catalog.Entry entry) {
    for (String contender : entry.params().getOrDefault(Cell.CONTENDER, List.of(""))) {
      var first = firstValues(entry);
      if (!contender.isEmpty()) {
        first.put(Cell.CONTENDER, contender);
      }
      List<ForkRecord> forks = new ArrayList<>();
      for (String kind : entry.params().getOrDefault(Cell.THREAD_KIND, List.of(""))) {
        var point = new LinkedHashMap<>(first);
        if (!kind.isEmpty()) {
          point.put(Cell.THREAD_KIND, kind);
        }
        forks.add(launch(entry, point));
      }
      if (forks.stream().noneMatch(SuiteSmokeIT::isSound)) {
        forks.add(otherwise(entry, first).orElse(forks.getLast()));
      }
      assertThat(forks)
          .as(entry.name() + " " + contender)
          .allSatisfy(
              fork ->
                  assertThat(isSound(fork) || fork.outcome() == Outcome.NOT_APPLICABLE)
                      .as(fork.cell() + ": " + fork.reason())
                      .isTrue());
      var family = new Cell(entry.name(), "", Map.of(), null, null, null).family();
      boolean ran = forks.stream().anyMatch(SuiteSmokeIT::isSound);
      RAN.merge(family + " " + contender, ran, Boolean::logicalOr);
    }
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

  /// Whether the fork did what it should. One that was too slow for its rate did so, too: how
  /// fast a machine is that runs tests is not for them to judge.
  private static boolean isSound(ForkRecord fork) {
    return fork.isOk() || String.valueOf(fork.reason()).startsWith("FellShort");
  }

  /// The contender with another value of one parameter after the other, until one makes sense.
  private Optional<ForkRecord> otherwise(Catalog.Entry entry, Map<String, String> first) {
    ForkRecord last = null;
    for (var param : entry.params().entrySet()) {
      for (String value : param.getValue()) {
        boolean isCondition = !param.getKey().equals(Cell.CONTENDER);
        if (isCondition && !value.equals(first.get(param.getKey()))) {
          var point = new LinkedHashMap<>(first);
          point.put(param.getKey(), value);
          last = launch(entry, point);
          if (last.outcome() != Outcome.NOT_APPLICABLE) {
            return Optional.of(last);
          }
        }
      }
    }
    return Optional.ofNullable(last);
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
