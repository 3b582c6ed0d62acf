package dev.threadmill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.threadmill.analysis.compare.SampleRun;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.questions.Questions;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what a report says of runs whose truth is known.
class SentenceTest {
  private static final long LIMIT = 5_000_000_000L;

  private static Cell cell(String kind) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("contender", "BARE_THREAD");
    params.put("threadKind", kind);
    params.put("batch", "100");
    return new Cell(
        "dev.threadmill.suite.spawning.SpawnJoinBenchmark.spawnAndJoin",
        "avgt",
        params,
        null,
        null,
        null);
  }

  private static double wobble(double noise, int round) {
    return 1 + noise * ((round * 3) % 5 - 2);
  }

  private static Source source(List<Cell> cells, List<ForkRecord> forks) {
    var group = new RunManifest.Group(cells.getFirst().family(), cells);
    var manifest = Samples.manifest(new RunManifest.Limits(8, 8, 0.02, 60), group);
    var run = new Run("box run", Path.of("run"), manifest, List.of(group), forks, List.of());
    return Source.of(List.of(RunAnalysis.of(run))).getFirst();
  }

  private static ReportModel.Reply finding(
      double platform, double virtual, double noise, int rounds) {
    var base = cell("PLATFORM");
    var other = cell("VIRTUAL");
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      forks.add(scores(base, round, forks.size() + 1, platform));
      forks.add(scores(other, round, forks.size() + 1, virtual * wobble(noise, round)));
    }
    var findings = Findings.of(List.of(source(List.of(base, other), forks)));
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().question())
        .isEqualTo("What does starting a thread and joining it cost?");
    return findings.getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "goroutines are 2x faster, Goroutines are 2x faster",
    "sleeping threads with virtual threads wake, Sleeping threads with virtual threads wake",
    "flume is 2x slower, flume is 2x slower",
    "synchronized is as fast, synchronized is as fast",
  })
  void aSentenceBeginsWithACapitalSaveWithANameOfCode(String text, String sentence) {
    assertThat(Sentence.capital(text)).isEqualTo(sentence);
  }

  private static String answer(double platform, double virtual, double noise, int rounds) {
    return only(finding(platform, virtual, noise, rounds)).answer();
  }

  private static ReportModel.Ranked only(ReportModel.Reply reply) {
    assertThat(reply.rankings()).hasSize(1);
    return reply.rankings().getFirst();
  }

  private static ForkRecord scores(Cell cell, int round, int position, double score) {
    return Samples.fork(cell, round, position, score * 0.999, score, score * 1.001);
  }

  /// The fork with a warm-up before its iterations.
  private static ForkRecord warmedUp(ForkRecord fork, double first) {
    var iterations = new ArrayList<>(fork.iterations());
    iterations.addFirst(new Iteration(true, first, Map.of(), Map.of()));
    return Samples.with(fork, iterations);
  }

  @Test
  void memoryIsSaidWithTheLayoutOfObjects() {
    assertThat(footprint(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders")))
        .contains(", on box with JDK 25.0.1, compact object headers, Serial collector");
    assertThat(footprint(List.of()))
        .contains(", on box with JDK 25.0.1, no compact object headers");
  }

  private static String footprint(List<String> arguments) {
    var parked = "footprint.ParkedThreadBenchmark.startAndPark";
    var run =
        new SampleRun()
            .without()
            .with(parked, 1, "threadKind", "PLATFORM", "threads", "1000", "depth", "0")
            .with(parked, 1, "threadKind", "VIRTUAL", "threads", "1000", "depth", "0");
    run.memory = 900;
    run.arguments = arguments;
    return only(Findings.of(Source.of(List.of(RunAnalysis.of(run.run())))).getFirst()).answer();
  }

  @Test
  void theWinnerIsNamedWithFactorIntervalAndMachine() {
    assertThat(answer(30_000, 300, 0.005, 8))
        .matches("Virtual threads are (99\\.\\d|100|101)x \\[.*] faster than platform threads, .*")
        .contains("300 ns against 30 µs")
        .endsWith(", on box with JDK 25 (bare thread, batch 100).");
    assertThat(finding(30_000, 300, 0.005, 8).details()).isEmpty();
  }

  @Test
  void theFactorIsThatOfTheWinnerWhoeverItIs() {
    assertThat(answer(300, 30_000, 0.005, 8))
        .matches("Platform threads are (99\\.\\d|100|101)x \\[.*] faster than virtual threads, .*");
  }

  @Test
  void noDifferenceIsSaidAsSuch() {
    assertThat(answer(300, 300, 0.0005, 8))
        .startsWith("Virtual threads and platform threads are the same (within 5 %): ");
  }

  @Test
  void whatIsNotKnownIsNotClaimed() {
    assertThat(answer(300, 310, 0.2, 8))
        .startsWith("Undecided (more than 100 more rounds): as measured ");
    assertThat(answer(30_000, 300, 0.005, 2))
        .startsWith("Undecided (about 3 more rounds): as measured ")
        .contains("(too few rounds)");
  }

  private static ReportModel.Reply starvation(long yieldUnserved) {
    var cells =
        Stream.of("NONE", "YIELD")
            .map(
                contender ->
                    new Cell(
                        "dev.threadmill.suite.fairness.StarvationBenchmark.window",
                        "avgt",
                        Map.of("contender", contender, "threadKind", "VIRTUAL"),
                        null,
                        null,
                        null))
            .toList();
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= 6; round++) {
      forks.add(Samples.delays(cells.getFirst(), round, forks.size() + 1, 0, 0, 200, LIMIT));
      long served = 200 - yieldUnserved;
      long nanos = 6_000_000 + 9000L * round;
      forks.add(
          Samples.delays(
              cells.getLast(), round, forks.size() + 1, served, nanos, yieldUnserved, LIMIT));
    }
    var group = new RunManifest.Group("fairness", cells);
    var manifest = Samples.manifest(new RunManifest.Limits(6, 6, 0.02, 60), group);
    var run = new Run("box run", Path.of("run"), manifest, List.of(group), forks, List.of());
    return Findings.of(Source.of(List.of(RunAnalysis.of(run)))).getFirst();
  }

  @Test
  void whatWasNotWaitedForIsALowerBound() {
    var reply = only(starvation(0));
    assertThat(reply.answer())
        .isEqualTo(
            "yield has an at least 829x [≥ 826] shorter p90 delay than none, 6.03 ms against"
                + " ≥ 5 s, on box with JDK 25 (virtual threads).");
    assertThat(reply.contenders())
        .extracting(ReportModel.Contender::name, ReportModel.Contender::figure)
        .containsExactly(
            tuple("yield, virtual", "6.03 ms [6.02, 6.05]"), tuple("none, virtual", "≥ 5.00 s"));
  }

  @Test
  void twoThatWereNotWaitedForAreNotCompared() {
    assertThat(only(starvation(200)).answer())
        .isEqualTo(
            "Undecided: yield and none both reached the limit, ≥ 5 s against ≥ 5 s, on box with"
                + " JDK 25 (virtual threads).");
  }

  @Test
  void eachRankingHasASentenceAndTheFirstSaysWhere() {
    var question = Questions.all().getFirst();
    assertThat(question.id()).isEqualTo("spawn");
    var jvm = Stream.of("PLATFORM", "VIRTUAL").map(SentenceTest::cell).toList();
    var rust = jvm.getFirst().inLane("rust");
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= 8; round++) {
      forks.add(scores(jvm.getFirst(), round, forks.size() + 1, 100_000));
      double wobble = wobble(0.005, round);
      forks.add(scores(jvm.getLast(), round, forks.size() + 1, 1_000 * wobble));
      forks.add(scores(rust, round, forks.size() + 1, 50_000 * wobble));
    }
    var source = source(List.of(jvm.getFirst(), jvm.getLast(), rust), forks);
    var rankings = Objects.requireNonNull(source.rankings().get(question));
    assertThat(Sentence.of(question, rankings))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("Virtual threads are ")
                    .endsWith(", on box with JDK 25 (bare thread, batch 100)."),
            second ->
                assertThat(second)
                    .startsWith("Rust threads are ")
                    .contains(" faster than platform threads, ")
                    .endsWith(" against 100 µs."));
    var reply = Findings.of(List.of(source)).getFirst();
    assertThat(reply.rankings())
        .extracting(ranked -> ranked.contenders().getFirst().name())
        .containsExactly("virtual, bare thread", "Rust threads");
  }

  @Test
  void aQuestionThatNoRunAskedIsLeftOut() {
    var group = Samples.pair("messaging");
    var run = new Run("box", Path.of("run"), null, List.of(group), List.of(), List.of());
    assertThat(Findings.of(Source.of(List.of(RunAnalysis.of(run))))).isEmpty();
  }

  @Test
  void besideAnotherRuntimeASentenceSaysHowMuchSlowerANewJvmIs() {
    var jvm = cell("VIRTUAL");
    var go = jvm.inLane("go");
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= 8; round++) {
      forks.add(warmedUp(scores(jvm, round, forks.size() + 1, 1_000), 4_000));
      forks.add(warmedUp(scores(go, round, forks.size() + 1, 500), 4_000));
    }
    var source = source(List.of(jvm, go), forks);
    var shape = Objects.requireNonNull(source.run().manifest()).shape();
    assertThat(only(Findings.of(List.of(source)).getFirst()).answer())
        .contains("goroutines")
        .endsWith(
            " In the first %s ms of a new JVM: virtual threads 4.0x slower."
                .formatted(shape.warmupMillis()));
  }
}
