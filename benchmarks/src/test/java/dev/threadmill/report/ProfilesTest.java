package dev.threadmill.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.report.ReportModel.Graph;
import dev.threadmill.report.ReportModel.Graphs;
import dev.threadmill.report.chart.ChartFile;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.Profile.Profiler;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what a report says of profiles, and that it reads none but those of the run.
class ProfilesTest {
  @TempDir static Path folder;

  private static Run before;

  @BeforeAll
  static void record() throws IOException {
    before = ProfiledRuns.profiled(folder.resolve("before"), Profiler.JFR, ProfiledRuns::waitHere);
  }

  /// No chart at all: each takes its time.
  private static ChartFolder none() throws IOException {
    return new ChartFolder(List.<ChartFile>of(), ChartFolder.bundled().theme());
  }

  private static List<Graphs> graphs(Run... runs) throws IOException {
    return Reports.model(List.of(runs), runs[0].origin(), none()).profiles();
  }

  private static Path written(String name, Run... runs) throws IOException {
    var report = folder.resolve(name);
    Reports.write(List.of(runs), report, none());
    return report;
  }

  private static String locks(Path folder) {
    return ProfileIndex.fileName(ProfiledRuns.cell(folder), ProfileKind.LOCKS);
  }

  @Test
  void whatAProfileCannotShowStandsBesideItsLink() throws IOException {
    assertThat(graphs(before))
        .singleElement()
        .satisfies(
            graphs -> {
              assertThat(graphs.caption()).contains("locks", "nanoseconds waited");
              assertThat(graphs.caveat()).isEqualTo(ProfiledRuns.CAVEAT);
              assertThat(graphs.graphs())
                  .extracting(Graph::path)
                  .containsExactly(locks(before.origin()));
            });
    Reports.write(List.of(before), before.origin(), none());
    assertThat(Files.readString(before.origin().resolve("report.html")))
        .contains("<p>Waits of &lt;virtual&gt; threads are not in it.</p>", "-locks.html\">");
  }

  @Test
  void aRunWithoutProfilesSaysNothingOfThem() throws IOException {
    var run = RunReader.read(ProfiledRuns.copy(folder.resolve("plain")));
    assertThat(graphs(run)).isEmpty();
    assertThat(ReportPage.html(Reports.model(List.of(run), run.origin(), none())))
        .doesNotContain("Profiles");
  }

  @Test
  void anIndexLeadsToNoFileButTheRunsOwn() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "'secret");
    var run = ProfiledRuns.copy(folder.resolve("thief"));
    var cell = ProfiledRuns.cell(run);
    var locks = ProfileIndex.fileName(cell, ProfileKind.LOCKS);
    var elsewhere = "../secret";
    ProfiledRuns.write(
        run,
        new Profile(cell, ProfileKind.CPU, Profiler.JFR, elsewhere, 1, 1L, ""),
        new Profile(cell, ProfileKind.LOCKS, Profiler.JFR, locks, 1, 1L, ""));
    Files.createSymbolicLink(run.resolve(locks), secret);
    assertThat(graphs(RunReader.read(run)))
        .flatExtracting(Graphs::graphs)
        .hasSize(2)
        .extracting(Graph::path)
        .containsOnlyNulls();
    var report = written("thieved", before, RunReader.read(run));
    assertThat(Files.readString(report.resolve("report.html")))
        .doesNotContain("'secret", elsewhere);
  }

  @Test
  void aDamagedIndexIsToldAndTheReportWritten() throws IOException {
    for (var index :
        List.of(
            "{",
            "{\"schema\":1,\"profiles\":null,\"failed\":{}}",
            "{\"schema\":1,\"profiles\":[{\"cell\":null}],\"failed\":{}}",
            "{\"schema\":1,\"profiles\":[],\"failed\":{\"a\":null}}")) {
      var run = ProfiledRuns.copy(folder.resolve("damaged" + index.hashCode()));
      Files.createDirectory(run.resolve("profiles"));
      Files.writeString(run.resolve("profiles/index.json"), index);
      assertThat(graphs(RunReader.read(run)))
          .as(index)
          .singleElement()
          .satisfies(graphs -> assertThat(graphs.caveat()).contains("index.json", "damaged"));
    }
  }

  @Test
  void aCellThatCouldNotBeProfiledIsNamedWithTheReason() throws IOException {
    var run = ProfiledRuns.copy(folder.resolve("failed"));
    var cell = new Cell("a.B.run", "avgt", Map.of(), null, null, null);
    new ProfileIndex(1, List.of(), Map.of())
        .withFailure(cell, "the fork left no recording")
        .write(RunFolder.open(run));
    assertThat(graphs(RunReader.read(run)))
        .singleElement()
        .satisfies(
            graphs ->
                assertThat(graphs.graphs())
                    .containsExactly(new Graph("a.B.run", null, "the fork left no recording")));
  }
}
