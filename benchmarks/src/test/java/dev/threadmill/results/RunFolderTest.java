package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Limits LIMITS = new Limits(3, 5, 0.02, 60);

  @TempDir Path parent;

  @Test
  void aNameThatIsTakenGetsANumberAndNothingIsOverwritten() {
    var first = RunFolder.create(parent, "run");
    first.write(Samples.manifest(LIMITS, Samples.pair("a")));
    var second = RunFolder.create(parent, "run");
    assertThat(second.path()).isNotEqualTo(first.path()).isEmptyDirectory();
    assertThat(first.manifest().groups()).hasSize(1);
  }

  @Test
  void aManifestIsReadBackInFull() {
    var folder = RunFolder.create(parent, "run");
    var manifest = Samples.manifest(LIMITS, Samples.pair("a"), Samples.pair("b"));
    folder.write(manifest);
    assertThat(RunFolder.open(folder.path()).manifest()).isEqualTo(manifest);
    folder.write(manifest.with(State.COMPLETE, "2026-01-01T00:01:00Z", List.of("beware")));
    assertThat(folder.manifest().state()).isEqualTo(State.COMPLETE);
    assertThat(folder.manifest().warnings()).containsExactly("beware");
  }

  @Test
  void aFolderWithoutManifestIsRefused() {
    assertThatThrownBy(() -> RunFolder.open(parent))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("run.json");
  }

  @Test
  void aNewerSchemaIsRefusedByName() throws IOException {
    var folder = RunFolder.create(parent, "run");
    Files.writeString(folder.file("run.json"), "{\"schema\": 99}");
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("schema version 99");
  }

  @Test
  void aDamagedManifestIsSaidToBe() throws IOException {
    var folder = RunFolder.create(parent, "run");
    Files.writeString(folder.file("run.json"), "{\"schema\": 1,");
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("damaged");
  }
}
