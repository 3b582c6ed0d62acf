package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.analysis.compare.SampleRun;
import dev.threadmill.results.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that a comparison says what a reader needs and no more.
class ComparisonPageTest {
  @TempDir Path runs;

  private static Run later(Consumer<SampleRun> change) {
    Consumer<SampleRun> then = run -> run.started = "2026-02-01T00:00:00Z";
    return SampleRun.run(then.andThen(change));
  }

  @Test
  void aNoteOnSomeRowsIsSaidOnceWithTheirNumber() throws IOException {
    Consumer<SampleRun> more = run -> run.with("b.BBenchmark.run", 5, "contender", "ONE");
    Path one = RunFiles.folder(runs, "one", SampleRun.run(more));
    var few = later(more.andThen(run -> run.kernel = "6.12"));
    var forks =
        few.forks().stream().filter(fork -> fork.round() < 3 || fork.cell().startsWith("b"));
    Path two =
        RunFiles.folder(
            runs,
            "two",
            new Run(
                few.name(),
                few.origin(),
                few.manifest(),
                few.groups(),
                forks.toList(),
                few.ruler()));
    assertThat(Said.by("compare", one, two).out())
        .containsOnlyOnce("The systems differ in more than is compared: kernel\n")
        .containsOnlyOnce("note: One side has 2 forks, too few to tell (2 rows)\n");
  }

  @Test
  void ofAListOnlyWhatDiffersIsNamed() throws IOException {
    Consumer<SampleRun> many =
        run ->
            run.mitigations =
                Map.of("l1tf", "yes", "mds", "yes", "retbleed", "yes", "spectre_v1", "yes");
    Consumer<SampleRun> more =
        run ->
            run.mitigations =
                Map.of("l1tf", "yes", "mds", "yes", "srso", "yes", "spectre_v1", "yes");
    Consumer<SampleRun> flags =
        run -> run.arguments = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Xint");
    Path one = RunFiles.folder(runs, "one", SampleRun.run(many));
    assertThat(
            Said.by("compare", one, RunFiles.folder(runs, "two", later(more.andThen(flags)))).out())
        .contains("mitigations: retbleed -> srso\n", "JVM arguments: only in the new -Xint\n");
  }

  @Test
  void whatManyRowsMayShowByChanceIsSaidSo() throws IOException {
    Consumer<SampleRun> wide =
        run -> {
          for (int i = 0; i < 60; i++) {
            run.with("a.ABenchmark.run", 100, "contender", "ONE", "size", "" + i);
          }
        };
    Consumer<SampleRun> oneOff =
        run -> run.with("a.ABenchmark.run", 104.6, "contender", "ONE", "size", "7");
    Path one = RunFiles.folder(runs, "one", SampleRun.run(wide));
    Path two = RunFiles.folder(runs, "two", later(wide.andThen(oneOff)));
    assertThat(Said.by("compare", one, two).out().replaceAll("\\s+", " "))
        .contains(
            "Undecided, though the interval excludes no difference: A one, size 7 100 ns",
            "undecided (of so many rows some differ by chance), q");
  }

  @Test
  void unlikeRunsAreComparedByTheirRatios() throws IOException {
    var results = Path.of("../results");
    var said =
        Said.by(
            "compare",
            results.resolve("intel-xeon-2c/2026-11-22-1922-646a7fb"),
            results.resolve("amd-epyc-2c/2026-11-22-0331-6405ea5"));
    assertThat(said.out())
        .contains(
            "Ratios within each run",
            "No score can be compared: ",
            "mitigations: indirect_target_selection, retbleed -> spec_rstack_overflow\n")
        .containsOnlyOnce("same question meant");
    var counts = Pattern.compile("(\\d+) undecided.* of (\\d+) rows").matcher(said.out());
    assertThat(counts.find()).isTrue();
    assertThat(Integer.parseInt(counts.group(2))).isGreaterThanOrEqualTo(10);
    assertThat(said.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void markdownFitsAComment() throws IOException {
    Consumer<SampleRun> huge =
        run -> {
          for (int i = 0; i < 1500; i++) {
            run.with("a.ABenchmark.run", 100 + i, "contender", "µ" + i, "size", "" + i);
          }
        };
    Path one = RunFiles.jmhFile(runs, "one.json", SampleRun.run(huge));
    Path two =
        RunFiles.jmhFile(runs, "two.json", SampleRun.run(huge.andThen(run -> run.slowerBy(1.5))));
    var said = Said.by("compare", one, two, "--format", "markdown").out();
    assertThat(said.getBytes(StandardCharsets.UTF_8).length).isBetween(30_000, 60_000);
    assertThat(said).containsPattern("\\d+ more rows in the JSON");
    assertThat(said.split("<details>", -1)).hasSameSizeAs(said.split("</details>", -1));
  }
}
