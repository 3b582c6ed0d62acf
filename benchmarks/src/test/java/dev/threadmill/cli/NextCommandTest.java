package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.questions.Catalog;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import dev.threadmill.runner.Session.End;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what a run says at its end that one might type next.
class NextCommandTest {
  @TempDir Path parent;
  private RunFolder folder;

  @BeforeEach
  void aRunOfAMinute() {
    folder =
        RunFolder.create(
            parent,
            "a run",
            Samples.manifest(new Limits(5, 12, 0.05, 60), Samples.pair("messaging")));
  }

  @Test
  void aRunThatWasStoppedGoesOnAndThenDoesWhatWasAskedFor() {
    assertThat(NextCommand.resuming(folder, false, false).words())
        .containsExactly("run", "--resume", folder.path().toString());
    assertThat(NextCommand.resuming(folder, true, true).words())
        .endsWith(folder.path().toString(), "--profile", "--no-report");
  }

  @Test
  void aRunWithArgumentsThatAResumeAsksAboutSaysThatTheyAreTrusted() {
    var cell = Catalog.ofThisJar().entries().getFirst();
    for (String argument : List.of("-Xmx1g", "-Dmy.own=1")) {
      var own = withArgument(cell, argument);
      var resume = new ArrayList<>(List.of("run", "--resume", own.path().toString()));
      if (argument.startsWith("-D")) {
        resume.add("--trust");
      }
      assertThat(NextCommand.resuming(own, false, false).words()).isEqualTo(resume);
      resume.add("--profile");
      assertThat(NextCommand.after(own, End.FINISHED, false, true).words()).isEqualTo(resume);
    }
  }

  private RunFolder withArgument(Catalog.Entry entry, String argument) {
    Map<String, String> params = new LinkedHashMap<>();
    entry.params().forEach((name, values) -> params.put(name, values.getFirst()));
    var cell = new Cell(entry.name(), entry.mode(), params, null, null, "odd");
    var jvms = Map.of("odd", List.of(argument));
    var manifest =
        Samples.manifest(new Limits(5, 12, 0.05, 60), Map.of(), jvms, null, Samples.group(cell));
    return RunFolder.create(parent, "with " + argument.substring(1), manifest);
  }

  @Test
  void whatIsUndecidedWhenTheTimeIsSpentGetsTwiceTheTimeInANewRun() {
    assertThat(NextCommand.after(folder, End.OUT_OF_BUDGET, true, true).words())
        .containsExactly("run", "--budget", "120s");
  }

  @Test
  void aRunWithoutAReportGetsOne() {
    assertThat(NextCommand.after(folder, End.FINISHED, true, false).words())
        .containsExactly("report", folder.path().toString());
  }

  @Test
  void aRunThatIsDecidedIsProfiled() {
    assertThat(NextCommand.after(folder, End.FINISHED, false, true).words()).endsWith("--profile");
  }

  @Test
  void itNamesThisJavaAndIsQuotedForAShell() {
    var out = new StringWriter();
    NextCommand.after(folder, End.FINISHED, true, false)
        .print(
            new PageWriter(
                new PlainWriter(new PrintWriter(out, true)), false, false, Integer.MAX_VALUE));
    assertThat(out.toString().lines())
        .hasSize(2)
        .element(1)
        .asString()
        .matches("  (java|" + Pattern.quote(System.getProperty("java.home")) + "/bin/java) .*")
        .endsWith(" report '" + folder.path() + "'");
  }
}
