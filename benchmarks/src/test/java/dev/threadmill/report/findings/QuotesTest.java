package dev.threadmill.report.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.threadmill.report.table.SampleRun;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.RunFolder;
import dev.threadmill.stats.Figures;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import one.convert.Arguments;
import one.convert.FlameGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what stands in place of a placeholder, held against the bare forks of the sample run.
class QuotesTest {
  private static final String SPAWN =
      "spawning.SpawnJoinBenchmark.spawnAndJoin[threadKind=%s,batch=100,contender=BARE_THREAD]";

  private static final String NUMBER = "[0-9.]+";
  private static final String INTERVAL = " \\[" + NUMBER + ", " + NUMBER + "\\]";
  private static final String REASON = "unreliable\\[\\^1\\]\n\n\\[\\^1\\]: [A-Z].+[^.]";
  private static final String VERDICT = "(undecided \\(.+\\)|" + REASON + ")";

  @TempDir Path folder;

  private Drafts drafts;

  @BeforeEach
  void startWithTheSample() throws IOException {
    drafts = new Drafts(folder);
  }

  /// The geometric mean over forks of platform's time by virtual's.
  private static double platformByVirtual() {
    var platform = SampleRun.forks(SPAWN.formatted("PLATFORM"));
    var virtual = SampleRun.forks(SPAWN.formatted("VIRTUAL"));
    double sum = 0;
    for (var one : platform) {
      for (var other : virtual) {
        if (one.get("round").asInt() == other.get("round").asInt()) {
          sum += Math.log(SampleRun.score(one) / SampleRun.score(other));
        }
      }
    }
    return Math.exp(sum / platform.size());
  }

  private static double mean(List<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  /// The number at the beginning of a quote, in nanoseconds if it is a time.
  private static double number(String quote) {
    var words = quote.split(" ", 3);
    double unit = Map.of("ns", 1.0, "µs", 1e3, "ms", 1e6).getOrDefault(words[1], 1.0);
    return unit * Double.parseDouble(words[0].replaceFirst("x$", ""));
  }

  @Test
  void aRatioNamesTheDirectionAsSeenFromTheFirst() throws IOException {
    var ahead = drafts.filled("{{ratio SpawnJoin batch=100 of=VIRTUAL to=PLATFORM}}");
    assertThat(ahead).matches(NUMBER + "x" + INTERVAL + " faster(, " + VERDICT + ")?");
    assertThat(number(ahead)).isCloseTo(platformByVirtual(), withPercentage(5));
    assertThat(drafts.filled("{{ratio SpawnJoin batch=100 of=PLATFORM to=VIRTUAL}}"))
        .startsWith(ahead.replaceFirst("(?s) faster.*", " slower"));
    assertThat(drafts.filled("{{ratio SpawnJoin of=VIRTUAL to=PLATFORM what=time}}"))
        .isEqualTo(ahead);
  }

  @Test
  void aComparisonNamesTheWinnerFirstWhicheverIsAskedFor() throws IOException {
    var pattern =
        "((undecided|unreliable) \\(.+\\): as measured )?virtual threads are "
            + NUMBER
            + "x"
            + INTERVAL
            + " faster than platform threads( \\(.*\\))?";
    for (var sides : List.of("of=VIRTUAL to=PLATFORM", "of=PLATFORM to=VIRTUAL")) {
      assertThat(drafts.filled("{{compare SpawnJoin " + sides + "}}")).matches(pattern);
    }
  }

  @Test
  void twoThatAreNoBaselineAreComparedToo() throws IOException {
    assertThat(drafts.filled("{{ratio SharedCounter threadKind=PLATFORM of=ARC to=SYNCHRONIZED}}"))
        .matches("(" + NUMBER + "x|[0-9]+ %) \\[.*] (faster|slower)(, " + VERDICT + ")?");
  }

  @ParameterizedTest
  @CsvSource({
    "MessagingLatency, CHANNEL, ARRAY_BLOCKING_QUEUE, latency, 99, (higher|lower) p99 latency",
    "SchedulerFairness, YIELD, NONE, probe.delay, 90, (longer|shorter) p90 delay"
  })
  void whatTheForksReportedBesideTheirScoresIsComparedToo(
      String benchmark, String of, String to, String histogram, String at, String words)
      throws IOException {
    var latency = "{{latency %s contender=%s histogram=%s at=%s}}";
    double one = number(drafts.filled(latency.formatted(benchmark, of, histogram, at)));
    double two = number(drafts.filled(latency.formatted(benchmark, to, histogram, at)));
    var what = histogram.replace("probe.", "");
    var ratio =
        drafts.filled("{{ratio %s of=%s to=%s what=%s}}".formatted(benchmark, of, to, what));
    assertThat(ratio).matches(NUMBER + "x" + INTERVAL + " " + words + "(, " + VERDICT + ")?");
    assertThat(number(ratio)).isCloseTo(Math.max(one / two, two / one), withPercentage(5));
  }

  @Test
  void whatNoForkRecordedIsNotCompared() throws IOException {
    assertThat(drafts.filled("{{ratio SpawnJoin of=VIRTUAL to=PLATFORM what=memory}}"))
        .isEqualTo("n/a: too little was recorded to compare by");
  }

  @Test
  void memoryIsComparedByWhatIsTotal() throws IOException {
    drafts.over(
        UnaryOperator.identity(),
        line ->
            line.contains("ParkedThread") && line.contains("VIRTUAL")
                ? line
                    + "\n"
                    + line.replace("VIRTUAL", "PLATFORM")
                        .replace("\"total\":{\"value\":2", "\"total\":{\"value\":42")
                : line);
    assertThat(drafts.filled("{{ratio ParkedThread of=PLATFORM to=VIRTUAL what=memory}}"))
        .startsWith("20.1x [19.9, 20.3] more memory");
    assertThat(drafts.filled("{{compare ParkedThread of=PLATFORM to=VIRTUAL what=memory}}"))
        .contains("virtual threads take 20.1x [19.9, 20.3] less memory than platform threads");
  }

  @Test
  void whatThisRunCouldNotMeasureSaysWhy() throws IOException {
    assertThat(drafts.filled("{{ratio ParkedThread of=PLATFORM to=VIRTUAL what=memory}}"))
        .isEqualTo("n/a: 1000 platform threads are more than half of 1, set by kernel.threads-max");
  }

  @Test
  void aScoreIsATimeWithItsIntervalInTheSameUnit() throws IOException {
    var forks = SampleRun.forks(SPAWN.formatted("VIRTUAL"));
    double nanos = mean(forks.stream().map(SampleRun::score).toList());
    assertThat(
            drafts.filled("{{score spawning.SpawnJoinBenchmark.spawnAndJoin threadKind=VIRTUAL}}"))
        .matches(NUMBER + " µs" + INTERVAL + "( \\(unreliable: .+\\))?")
        .satisfies(quote -> assertThat(number(quote)).isCloseTo(nanos, withPercentage(5)));
  }

  @Test
  void scoresFillATable() throws IOException {
    assertThat(drafts.filled("{{scores SharedCounter rows=contender columns=threadKind}}").lines())
        .hasSize(5)
        .startsWith("|  | platform | virtual |", "| --- | --- | --- |")
        .anyMatch(line -> line.matches("\\| Arc \\| .*[0-9] .?s .* \\| .*[0-9] .?s .* \\|"));
    assertThat(drafts.filled("{{scores SharedCounterUncontended rows=contender}}").lines())
        .hasSize(6)
        .startsWith("|  | time |");
  }

  @Test
  void whatMakesSenseNowhereInATableIsNotInIt() throws IOException {
    assertThat(drafts.filled("{{scores ParkedThread rows=threadKind columns=threads}}").lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("| virtual |");
  }

  @Test
  void anotherRuntimeIsTheLaneThatTheJvmIsNot() throws IOException {
    drafts.over(
        manifest ->
            manifest.replaceAll(
                "(\"params\": \\{\\s*\"threadKind\": \"VIRTUAL\",\\s*\"batch\")",
                "\"lane\": \"go\", $1"),
        line ->
            line.contains("SpawnJoin")
                ? line.replace(
                        "[threadKind=VIRTUAL,batch=100,contender=BARE_THREAD]",
                        "[threadKind=VIRTUAL,batch=100,contender=BARE_THREAD,lane=go]")
                    .replace(
                        "\"metrics\":{",
                        "\"metrics\":{\"cpu.busy\":{\"value\":2,\"unit\":\"CPUs\"},")
                : line);
    var go = drafts.filled("{{score SpawnJoin lane=go}}");
    assertThat(go).matches(NUMBER + " µs" + INTERVAL);
    assertThat(drafts.filled("{{scores SpawnJoin rows=contender columns=lane}}"))
        .contains("| goroutine | ")
        .contains(go);
    assertThat(drafts.filled("{{score SpawnJoin lane=jvm}}")).isNotEqualTo(go);
    double time = Double.parseDouble(go.replaceFirst(" .*", ""));
    double cpu =
        Double.parseDouble(drafts.filled("{{cpu SpawnJoin lane=go}}").replaceFirst(" .*", ""));
    assertThat(cpu).isCloseTo(2 * time, withPercentage(2));
  }

  @Test
  void aMetricHasItsUnit() throws IOException {
    var cell =
        "footprint.ParkedThreadBenchmark.startAndPark"
            + "[depth=0,threadKind=VIRTUAL,threadLocals=0,threads=1000]";
    double bytes =
        mean(
            SampleRun.forks(cell).stream()
                .map(fork -> SampleRun.measured(fork).at("/metrics/heap/value").asDouble())
                .toList());
    assertThat(drafts.filled("{{metric ParkedThread threadKind=VIRTUAL metric=heap}}"))
        .startsWith(
            bytes < 1023.5
                ? Figures.number(bytes) + " B/thread"
                : Figures.number(bytes / 1024) + " KiB/thread");
    assertThat(drafts.filled("{{metric Pinning contender=SYNCHRONIZED metric=carriers}}"))
        .isEqualTo("2");
    assertThat(drafts.filled("{{metric SchedulerFairness contender=YIELD metric=share.jain}}"))
        .matches(NUMBER + "(" + INTERVAL + ")?");
  }

  @Test
  void aLatencyIsAPercentile() throws IOException {
    assertThat(drafts.filled("{{latency MessagingLatency contender=CHANNEL at=50}}"))
        .matches(NUMBER + " .?s" + INTERVAL);
    assertThat(
            drafts.filled(
                "{{latency SchedulerFairness contender=NONE histogram=probe.delay at=99.99}}"))
        .isEqualTo("n/a: too few were recorded to show it");
  }

  @Test
  void aVerdictFollowsTheForks() throws IOException {
    UnaryOperator<String> steady =
        line -> {
          // Twenty times apart, and hardly any noise.
          var score = line.contains("PLATFORM") ? "20000." : "1000.";
          return line.contains("SpawnJoin")
              ? line.replaceAll("\"host\":\\{[^}]*\\}", "\"host\":null")
                  .replaceAll("(\"jvm.compiling\":\\{\"value\":)[0-9.]+", "$10")
                  .replaceAll("(\"warmup\":false,\"score\":)[0-9.E]+", "$1" + score + line.length())
              : line;
        };
    drafts.over(UnaryOperator.identity(), steady);
    assertThat(drafts.filled("{{ratio SpawnJoin of=VIRTUAL to=PLATFORM}}"))
        .matches("(19\\.9|20\\.\\d)x \\[(19.9|20.\\d), 20.\\d] faster");
    assertThat(drafts.filled("{{compare SpawnJoin of=PLATFORM to=VIRTUAL}}"))
        .matches("virtual threads are .*x \\[.*] faster than platform threads");
  }

  @Test
  void whatIsNotDecidedSaysSo() throws IOException {
    UnaryOperator<String> wild =
        line ->
            line.contains("SpawnJoin")
                ? line.replaceAll(
                    "(\"warmup\":false,\"score\":)[0-9.E]+",
                    "$1" + (1000 + 900 * ((line.hashCode() >>> 4) % 3)))
                : line;
    drafts.over(UnaryOperator.identity(), wild);
    assertThat(drafts.filled("{{ratio SpawnJoin of=VIRTUAL to=PLATFORM}}"))
        .matches(".* (faster|slower), " + VERDICT);
    assertThat(drafts.filled("{{compare SpawnJoin of=VIRTUAL to=PLATFORM}}"))
        .matches("(undecided|unreliable) \\(.+\\): as measured .*");
  }

  @ParameterizedTest
  @CsvSource({"n/a, n/a: no *such* thing", "failed, failed: no *such* thing"})
  void whatHasNoFigureSaysWhy(String outcome, String words) throws IOException {
    drafts.over(
        UnaryOperator.identity(),
        line ->
            line.contains("SpawnJoin") && line.contains("VIRTUAL")
                ? line.replace(
                    "\"outcome\":\"ok\"",
                    "\"outcome\":\"" + outcome + "\",\"reason\":\"no *such* thing.\"")
                : line);
    var escaped = words.replace("*", "\\*");
    for (var quote : List.of("ratio", "compare")) {
      assertThat(drafts.filled("{{" + quote + " SpawnJoin of=VIRTUAL to=PLATFORM}}"))
          .isEqualTo(escaped);
    }
    assertThat(drafts.filled("{{score SpawnJoin threadKind=VIRTUAL}}")).isEqualTo(escaped);
  }

  @Test
  void theCommandToRepeatNamesTheQuestion() throws IOException {
    assertThat(drafts.filled("{{repeat SpawnJoin}}"))
        .isEqualTo("`java -jar benchmarks/target/benchmarks.jar run spawn --preset smoke`");
    assertThat(drafts.filled("{{repeat}}"))
        .isEqualTo(
            "`java -jar benchmarks/target/benchmarks.jar run --preset smoke --budget 5m --seed 1"
                + " --no-report`");
  }

  /// A path is of no use to others, and two builds of one version are not the same.
  @Test
  void theCommandToRepeatNamesEachJdkOnce() throws IOException {
    drafts.over(
        manifest ->
            manifest
                .replace(
                    "\"--no-report\"", "\"--no-report\", \"--jdk\", \"21,/opt/jdk-a,/opt/jdk-b\"")
                .replace(
                    "\"mode\": \"avgt\",\n"
                        + "          \"params\": {\n"
                        + "            \"threadKind\": \"VIRTUAL\"",
                    "\"mode\": \"avgt\", \"jdk\": \"25.0.3+9-LTS\", \"params\": {\"threadKind\":"
                        + " \"VIRTUAL\"")
                .replace("\"mode\": \"avgt\",\n", "\"mode\": \"avgt\", \"jdk\": \"25\",\n"),
        fork -> "");
    var jdks = " --jdk 25.0.3+9-LTS,25`";
    assertThat(drafts.filled("{{repeat}}")).endsWith(jdks);
    assertThat(drafts.filled("{{repeat SpawnJoin}}"))
        .contains("run spawn ")
        .contains("--jdk 25,25.0.3+9-LTS");
  }

  @Test
  void aProfileTellsTheShareOfAFrameAndIsLinkedInAFootnote() throws IOException {
    drafts.over(UnaryOperator.identity(), UnaryOperator.identity());
    var run = RunFolder.open(folder.resolve("copy"));
    profile(run, "VIRTUAL", "run;work 1\nrun;park;wait 3\n");
    profile(run, "PLATFORM", "run;work 7\n");
    var quote = "{{profile SpawnJoin threadKind=%s frame=%s}}";
    var park = quote.formatted("VIRTUAL", "park");
    var wait = quote.formatted("VIRTUAL", "wait");
    var other = quote.formatted("PLATFORM", "park");
    assertThat(drafts.filled(park + ", " + wait + ", " + other).lines())
        .satisfiesExactly(
            text -> assertThat(text).isEqualTo("75 %[^1], 75 %[^1], 0 %[^2]"),
            empty -> assertThat(empty).isEmpty(),
            note ->
                assertThat(note)
                    .startsWith("[^1]: [Flame graph](./copy/profiles/spawning.SpawnJoinBenchmark.")
                    .endsWith("-cpu.html) of spawn  bare thread, virtual threads, cpu"),
            note -> assertThat(note).startsWith("[^2]: ").contains("platform"));
    var readme =
        Files.writeString(folder.resolve("README.md"), "<!-- findings:a --><!-- /findings -->");
    var head = "---\nwrite: ../FINDINGS.md\nrefresh: ../README.md\nrun quiet: %s\n---\n";
    var part = head.formatted(drafts.run()) + "{{begin a}}" + park + "{{end}}\n";
    assertThat(Drafts.read(drafts.writeAll(part)).files().get(readme)).contains("\n75 %\n");
    assertThatThrownBy(() -> drafts.filled(quote.formatted("PLATFORM", "prak")))
        .hasMessageContaining("finds no frame prak in any profile of this run");
    assertThatThrownBy(
            () -> drafts.filled("{{profile SpawnJoin threadKind=VIRTUAL frame=a profile=cqu}}"))
        .hasMessageContaining("has no profile=cqu: there are cpu, ")
        .hasMessageContaining("did you mean \"cpu\"?");
    assertThatThrownBy(
            () -> drafts.filled("{{profile SpawnJoin threadKind=VIRTUAL frame=a profile=locks}}"))
        .hasMessageContaining("finds no locks profile of spawning.");
  }

  private static void profile(RunFolder run, String kind, String stacks) throws IOException {
    var cell =
        run.manifest().groups().stream()
            .flatMap(group -> group.cells().stream())
            .filter(one -> one.id().equals(SPAWN.formatted(kind)))
            .findAny()
            .orElseThrow();
    var name = ProfileIndex.fileName(cell.id(), ProfileKind.CPU);
    ProfileIndex.read(run)
        .with(
            cell,
            List.of(
                new Profile(
                    cell.id(), ProfileKind.CPU, Profile.Profiler.JFR, name, 4, null, "none")))
        .write(run);
    var graph = new FlameGraph(new Arguments("--title", "stacks"));
    graph.parseCollapsed(new StringReader(stacks));
    try (var page = new PrintStream(run.file(name).toFile(), StandardCharsets.UTF_8)) {
      graph.dump(page);
    }
  }

  @Test
  void aRunBelowTheDocumentIsLinked() throws IOException {
    drafts.over(UnaryOperator.identity(), UnaryOperator.identity());
    assertThat(drafts.filled("{{machines}}")).contains("| folder | [sample copy](./copy) |");
  }

  @Test
  void whatAllRunsShareIsToldOnce() throws IOException {
    assertThat(overTwoRuns("{{machines}}").lines().filter(line -> line.startsWith("| ")))
        .contains("|  | all runs |", "| run | folder | name |")
        .anyMatch(line -> line.startsWith("| JDK | "))
        .anyMatch(line -> line.startsWith("| one | [") && line.endsWith(" | sample |"))
        .anyMatch(line -> line.startsWith("| other | [") && line.endsWith(" | another |"))
        .noneMatch(line -> line.startsWith("| name |"));
  }

  @Test
  void aClaimThatTwoMachinesAnswerHasAColumnForEach() throws IOException {
    var one = rows(drafts.filled("{{claims}}"));
    var two = rows(overTwoRuns("{{claims run=one,other}}"));
    var twice = rows(drafts.filled("{{claims run=quiet,quiet}}"));
    assertThat(one).isNotEmpty().isEqualTo(twice);
    assertThat(two)
        .containsExactlyElementsOf(
            one.stream()
                .map(row -> row + row.substring(row.lastIndexOf("|", row.length() - 2) + 1))
                .toList());
  }

  private static List<String> rows(String text) {
    return text.lines().filter(line -> line.startsWith("| ") && line.contains("x")).toList();
  }

  /// What is filled in from the sample run and a copy of it from another machine.
  private String overTwoRuns(String body) throws IOException {
    drafts.over(text -> text.replace(": \"sample\"", ": \"another\""), UnaryOperator.identity());
    var template =
        drafts.writeAll(
            "---\nwrite: ../FINDINGS.md\nrun one: %s\nrun other: %s\n---\n%s"
                .formatted(SampleRun.FOLDER.toAbsolutePath(), drafts.run(), body));
    return String.valueOf(Drafts.read(template).files().get(drafts.document()));
  }

  @Test
  void machinesAndClaimsAreTables() throws IOException {
    assertThat(drafts.filled("{{machines}}").lines())
        .startsWith("|  | quiet |", "| --- | --- |")
        .contains("| name | sample |")
        .anyMatch(line -> line.startsWith("| folder | [sample sample](../"))
        .anyMatch(line -> line.startsWith("| JDK | "));
    assertThat(drafts.filled("{{claims}}"))
        .startsWith("| published | where | claimed | sample |")
        .contains("inconclusive: unreliable (Disturbed")
        .contains("Not in the table: ")
        .endsWith("the command `claims` lists them.");
    assertThat(drafts.filled("{{claims}}").lines().filter(line -> line.startsWith("| ")))
        .filteredOn(line -> !line.startsWith("|  |"))
        .extracting(line -> line.substring(0, line.indexOf(" |", 1)))
        .doesNotHaveDuplicates();
  }
}
