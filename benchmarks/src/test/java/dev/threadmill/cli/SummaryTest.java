package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.machine.Ruler;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.RulerReading;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests what is printed at the end of a run.
class SummaryTest {
  private static final Run SAMPLE = RunReader.read(Path.of("src/test/resources/runs/sample"));
  private static final String DEADLOCKED =
      "deadlocked after 12 meals: one waits for fork 2, held by two";
  private static final Run STANDARD =
      RunReader.read(Path.of("../results/intel-xeon-2c/2026-11-22-1438-1c8c241"));

  private static List<String> summary(Run run) {
    var out = new StringWriter();
    Summary.print(RunAnalysis.of(run), new PlainWriter(new PrintWriter(out, true)));
    return out.toString().lines().toList();
  }

  /// The lines below the question that has these words.
  private static List<String> answers(List<String> lines, String question) {
    int head =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains(question))
            .findFirst()
            .orElseThrow();
    return lines.subList(head + 1, lines.size()).stream()
        .takeWhile(line -> line.startsWith("  "))
        .toList();
  }

  @Test
  void aFamilyThatIsAboutAMetricShowsTheMetricOfBothSides() {
    var lines = summary(withPlatformThreads());
    assertThat(answers(lines, "memory"))
        .anyMatch(line -> line.matches(" +virtual +[\\d.]+ KiB .* (less|more) memory"));
    assertThat(lines).anyMatch(line -> line.contains(" p90 delay"));
    assertThat(lines).anyMatch(line -> line.contains(" p99 latency"));
  }

  /// The sample, as it would be where a thousand platform threads may be started: to this test it
  /// does not matter that they take as much memory as virtual ones then.
  private static Run withPlatformThreads() {
    List<ForkRecord> forks = new ArrayList<>();
    for (ForkRecord fork : SAMPLE.forks()) {
      boolean footprint = fork.cell().contains("ParkedThreadBenchmark");
      if (fork.isOk() || !footprint) {
        forks.add(fork);
      }
      if (fork.isOk() && footprint) {
        forks.add(
            new ForkRecord(
                fork.cell().replace("VIRTUAL", "PLATFORM"),
                fork.round(),
                fork.position(),
                fork.attempt(),
                fork.outcome(),
                fork.reason(),
                fork.started(),
                fork.wallMillis(),
                fork.unit(),
                fork.setting(),
                fork.iterations(),
                fork.host()));
      }
    }
    return new Run(
        SAMPLE.name(), SAMPLE.origin(), SAMPLE.manifest(), SAMPLE.groups(), forks, List.of());
  }

  @Test
  void theQuestionsThatEverybodyAsksComeFirst() {
    var lines = summary(SAMPLE);
    int question = lines.indexOf("spawn: What does starting a thread and joining it cost?");
    assertThat(question).isEqualTo(1);
    assertThat(lines.get(question + 1)).startsWith("    virtual, bare thread  ");
    assertThat(lines.get(question + 2)).startsWith("    platform, bare thread  ");
    assertThat(lines.get(question + 3))
        .startsWith("  ")
        .contains("as measured virtual threads are");
    assertThat(lines.indexOf("uncontended: Mutex or Arc: which is faster uncontended?"))
        .isGreaterThan(question);
  }

  @Test
  void aContenderWithoutAScoreIsARowWithTheReason() {
    var run =
        Samples.notApplicable(
            SAMPLE, "threadKind=PLATFORM,threads=4,placement=SHARED,contender=SYNC", DEADLOCKED);
    var lines = summary(run);
    var rows = answers(lines, "mutex-or-arc: ");
    int row = rows.indexOf("    synchronized, platform  n/a");
    assertThat(row).as(String.join("\n", rows)).isPositive();
    assertThat(rows.get(row - 1)).startsWith("    ").contains(", platform  ");
    assertThat(rows.get(row + 1)).isEqualTo("        " + DEADLOCKED);
    assertThat(lines).as("said once").filteredOn(line -> line.contains(DEADLOCKED)).hasSize(1);
    assertThat(summary(SAMPLE))
        .noneMatch(line -> line.startsWith("    synchronized, platform  n/a"));
  }

  @Test
  void whatIsSaidOfManyCellsIsSaidOnce() {
    var folder = Path.of("../results/intel-xeon-2c/2026-11-30-1210-f17f97f");
    assertThat(summary(RunReader.read(folder)))
        .filteredOn(line -> line.contains("A Go channel has a fixed capacity"))
        .singleElement()
        .asString()
        .endsWith(" (3 cells)");
  }

  @Test
  void manyOthersAreCountedAndNotListed() {
    assertThat(summary(STANDARD))
        .anyMatch(
            line ->
                line.matches(
                    "Beside these \\d+ comparisons, all in the report: (\\d+ [a-z ]+,? ?)+\\."));
  }

  @Test
  void whatTheReadmeTeachesToReadIsALineOfTheRunThere() throws IOException {
    var readme = Files.readString(Path.of("../README.md"));
    var line = Pattern.compile(" {4}(Arc, .*? [\\d.]+x \\[[\\d.]+, [\\d.]+] .*)\n").matcher(readme);
    assertThat(line.find()).isTrue();
    assertThat(summary(STANDARD))
        .extracting(SummaryTest::inOneSpaceEach)
        .contains(inOneSpaceEach(line.group(1)));
  }

  private static String inOneSpaceEach(String line) {
    return line.strip().replaceAll(" +", " ");
  }

  @Test
  void aRowIsShortEnoughToBePasted() {
    assertThat(summary(STANDARD))
        .filteredOn(line -> line.startsWith("    "))
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(130));
  }

  @Test
  void aMachineThatDriftedIsNamedOnceAndTheComparisonsStand() {
    var readings =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new RulerReading(
                        Instant.EPOCH.plusSeconds(30L * i).toString(),
                        new Ruler.Scores(1e9 * (1 - 0.01 * i), 1e10, 2)))
            .toList();
    var drifting =
        new Run(
            SAMPLE.name(),
            SAMPLE.origin(),
            SAMPLE.manifest(),
            SAMPLE.groups(),
            SAMPLE.forks(),
            readings);
    var steady = summary(SAMPLE);
    assertThat(summary(drifting))
        .containsAll(steady)
        .filteredOn(line -> line.contains("The machine drifted by 2"))
        .singleElement()
        .asString()
        .startsWith("  C10");
  }
}
