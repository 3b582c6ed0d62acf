package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.Profile.Profiler;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.RunManifest.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of a run's profiles.
class ProfileIndexTest {
  private static final Cell CELL = Samples.cell("a", "contender", "ONE");
  private static final Cell OTHER = Samples.cell("a", "contender", "TWO");

  @TempDir Path parent;
  private RunFolder folder;

  @BeforeEach
  void aFolder() {
    folder = RunFolder.create(parent, "run", Samples.manifest(new Limits(3, 5, 0.02, 60)));
  }

  private static Profile profile(Cell cell) {
    return new Profile(cell.id(), ProfileKind.LOCKS, Profiler.JFR, null, 0, null, "Nothing.");
  }

  @Test
  void aRunThatWasNeverProfiledHasNone() {
    var index = ProfileIndex.read(folder);
    assertThat(index.profiles()).isEmpty();
    assertThat(index.has(CELL)).isFalse();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var index =
        ProfileIndex.read(folder)
            .with(CELL, List.of(profile(CELL)))
            .withFailure(OTHER, "it crashed");
    index.write(folder);
    assertThat(ProfileIndex.read(folder)).isEqualTo(index);
    assertThat(folder.file("profiles/index.json")).content().contains("\"locks\"", "\"jfr\"");
  }

  @Test
  void aCellThatFailedIsToBeProfiledAgainAndThenIsNoFailure() {
    var failed = ProfileIndex.read(folder).withFailure(CELL, "it crashed");
    assertThat(failed.has(CELL)).isFalse();
    var done = failed.with(CELL, List.of(profile(CELL)));
    assertThat(done.has(CELL)).isTrue();
    assertThat(done.failed()).isEmpty();
  }

  @Test
  void aDamagedIndexIsNamed() throws IOException {
    Files.createDirectories(folder.file("profiles"));
    Files.writeString(folder.file("profiles/index.json"), "{\"profiles\": [");
    assertThatThrownBy(() -> ProfileIndex.read(folder))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("index.json, line 1, is damaged: it ends too early");
  }

  @Test
  void noTwoCellsShareAFileAndNoNameLeavesTheFolder() {
    String slash = ProfileIndex.fileName("a/../b", ProfileKind.CPU);
    assertThat(slash)
        .startsWith("profiles/a_.._b~")
        .isNotEqualTo(ProfileIndex.fileName("a:..:b", ProfileKind.CPU));
    String longName = ProfileIndex.fileName("x".repeat(300) + "1", ProfileKind.CPU);
    assertThat(longName)
        .hasSizeLessThan(220)
        .isNotEqualTo(ProfileIndex.fileName("x".repeat(300) + "2", ProfileKind.CPU));
    assertThat(ProfileIndex.fileName(CELL.id(), ProfileKind.CPU))
        .isEqualTo("profiles/" + CELL.id() + "-cpu.html");
  }
}
