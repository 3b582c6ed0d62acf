package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import dev.threadmill.runner.Session.End;
import java.nio.file.Path;
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
  void aRunThatWasStoppedGoesOn() {
    assertThat(RunCommand.next(folder, End.STOPPED, true, true))
        .endsWith(" run --resume '" + folder.path() + "'");
  }

  @Test
  void whatIsUndecidedWhenTheTimeIsSpentGetsTwiceTheTimeInANewRun() {
    assertThat(RunCommand.next(folder, End.OUT_OF_BUDGET, true, true))
        .contains("java -jar ")
        .endsWith(" run --budget 120s");
  }

  @Test
  void aRunWithoutAReportGetsOne() {
    assertThat(RunCommand.next(folder, End.FINISHED, true, false))
        .endsWith(" report '" + folder.path() + "'");
  }

  @Test
  void aRunThatIsDecidedIsProfiled() {
    assertThat(RunCommand.next(folder, End.FINISHED, false, true)).endsWith("--profile");
  }
}
