package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Limits LIMITS = new Limits(3, 5, 0.02, 60);
  private static final RunManifest MANIFEST = Samples.manifest(LIMITS, Samples.pair("z"));

  @TempDir Path parent;

  @Test
  void aNameThatIsTakenGetsANumberAndNothingIsOverwritten() throws IOException {
    var first = RunFolder.create(parent, "run", Samples.manifest(LIMITS, Samples.pair("a")));
    Files.createDirectory(parent.resolve("run-2"));
    Files.createFile(parent.resolve("run-3"));
    var next = RunFolder.create(parent, "run", MANIFEST);
    assertThat(next.path()).isEqualTo(parent.resolve("run-4"));
    assertThat(next.manifest()).isEqualTo(MANIFEST);
    assertThat(first.manifest().groups()).hasSize(1);
    assertThat(parent.resolve("run-2")).isEmptyDirectory();
    assertThat(parent.resolve("run-3")).isEmptyFile();
  }

  /// What is seen at a moment is what a process leaves that is killed then.
  @Test
  void atNoMomentIsAFolderThereWithoutItsManifest() throws Exception {
    var seen = new HashMap<Path, Boolean>();
    try (var makers = Executors.newFixedThreadPool(2)) {
      var made =
          Stream.generate(() -> makers.submit(() -> RunFolder.create(parent, "run", MANIFEST)))
              .limit(100)
              .toList();
      while (!made.stream().allMatch(Future::isDone)) {
        try (var folders = Files.newDirectoryStream(parent, "run*")) {
          folders.forEach(
              path ->
                  seen.merge(path, Files.exists(path.resolve("run.json")), Boolean::logicalAnd));
        }
      }
      for (var folder : made) {
        assertThat(folder.get().manifest()).isEqualTo(MANIFEST);
      }
    }
    assertThat(seen).isNotEmpty().allSatisfy((path, whole) -> assertThat(whole).isTrue());
    assertThat(parent.toFile().list()).as("one each, and no draft").hasSize(100);
  }

  @Test
  void aManifestThatCannotBeWrittenLeavesNothing() {
    var unreadable =
        new AbstractList<Cell>() {
          @Override
          public Cell get(int index) {
            throw new IllegalStateException("planned");
          }

          @Override
          public int size() {
            return 1;
          }
        };
    var manifest = Samples.manifest(LIMITS, new Group("a", unreadable));
    assertThatThrownBy(() -> RunFolder.create(parent, "run", manifest))
        .isInstanceOf(Unusable.class);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aManifestIsReadBackInFull() {
    var manifest = Samples.manifest(LIMITS, Samples.pair("a"), Samples.pair("b"));
    var folder = RunFolder.create(parent, "run", manifest);
    assertThat(RunFolder.open(folder.path()).manifest()).isEqualTo(manifest);
    folder.write(manifest.with(State.COMPLETE, "2026-01-01T00:01:00Z"));
    assertThat(folder.manifest().state()).isEqualTo(State.COMPLETE);
    assertThat(folder.manifest().ended()).isEqualTo("2026-01-01T00:01:00Z");
  }

  @Test
  void aFolderWithoutManifestIsRefused() {
    assertThatThrownBy(() -> RunFolder.open(parent))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("run.json");
  }

  @Test
  void aNewerSchemaIsRefusedByName() throws IOException {
    var folder = RunFolder.create(parent, "run", MANIFEST);
    Files.writeString(folder.file("run.json"), "{\"schema\": 99}");
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("schema version 99");
  }

  @Test
  void aDamagedManifestIsSaidToBe() throws IOException {
    var folder = RunFolder.create(parent, "run", MANIFEST);
    Files.writeString(folder.file("run.json"), "{\"schema\": 1,");
    assertThatThrownBy(folder::manifest)
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("damaged");
  }
}
