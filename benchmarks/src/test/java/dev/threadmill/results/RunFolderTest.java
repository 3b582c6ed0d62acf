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
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void whatKilledProcessesLeftIsRemovedByTheNextAndNothingElse() throws IOException {
    var id = "-01234567-89ab-cdef-0123-456789abcdef";
    for (var name : List.of("run.json", "run.json.draft", "." + id.substring(1) + ".draft")) {
      var draft = Files.createDirectory(parent.resolve("." + name + id));
      Files.writeString(draft.resolve(name), "{");
    }
    Files.createDirectory(parent.resolve(".empty" + id));
    var somebodys = Files.createDirectory(parent.resolve(".somebodys" + id));
    Files.writeString(somebodys.resolve("notes"), "mine");
    var elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.createSymbolicLink(parent.resolve(".link" + id), elsewhere);
    var folder = RunFolder.create(parent, "run", MANIFEST);
    assertThat(parent)
        .isDirectoryContaining(elsewhere::equals)
        .isDirectoryContaining(somebodys::equals)
        .isDirectoryContaining(folder.path()::equals);
    assertThat(parent.toFile().list()).hasSize(4).contains(".link" + id);
    assertThat(somebodys.resolve("notes")).hasContent("mine");
  }

  @Test
  void oneProcessWritesAndTheLockLeavesNothing() throws IOException {
    var folder = RunFolder.create(parent, "run", MANIFEST);
    try (var lock = folder.lock()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> RunFolder.open(folder.path()).lock())
            .isInstanceOf(Unusable.class)
            .hasMessage("Another process is writing into %s; let it end first", folder.path());
      }
      assertThat(folder.manifest()).as("read without a lock").isEqualTo(MANIFEST);
    }
    assertThat(folder.path().toFile().list()).containsExactly("run.json");
    folder.lock().close();
  }

  @Test
  void whatAKilledWriterLeftStopsNobodyAndIsRemoved() throws IOException {
    var folder = RunFolder.create(parent, "run", MANIFEST);
    Files.createFile(folder.file(".lock"));
    var latencies = Files.createDirectory(folder.file("latency"));
    var draft = ".01234567-89ab-cdef-0123-456789abcdef.draft";
    Files.createFile(folder.file(draft));
    Files.createFile(latencies.resolve(draft));
    folder.lock().close();
    assertThat(folder.path().toFile().list()).containsExactlyInAnyOrder("run.json", "latency");
    assertThat(latencies).isEmptyDirectory();
  }

  @Test
  void aLockThatIsALinkOrAPipeIsNotFollowedAndNotWaitedFor() throws Exception {
    var folder = RunFolder.create(parent, "run", MANIFEST);
    var mine = parent.resolve("mine");
    Files.createSymbolicLink(folder.file(".lock"), mine);
    assertThatThrownBy(folder::lock)
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(".lock is a link");
    assertThat(mine).doesNotExist();
    Files.delete(folder.file(".lock"));
    new ProcessBuilder("mkfifo", folder.file(".lock").toString()).start().waitFor();
    folder.lock().close();
    assertThat(folder.path().toFile().list()).containsExactly("run.json");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "root:*:secret                        | it is no valid JSON at column ",
        "                                     | it is empty",
        "{ | it ends too early",
        "{\"schema\": 1, \"groups\": [secret]} | it is no valid JSON",
        "{\"limits\": {\"minRounds\": \"secret\"}} | \"limits.minRounds\" is not a whole number",
        "{\"jvms\": {\"secret\": 7}} | something in \"jvms\" is not a list",
      })
  void whatIsWrongIsSaidWithoutAWordOfTheFile(String text, String fault) throws IOException {
    var file = Files.writeString(parent.resolve("x"), text == null ? "" : text);
    assertThatThrownBy(() -> Json.read(file, RunManifest.class, "is damaged"))
        .isInstanceOf(Unusable.class)
        .hasMessageStartingWith(file + ", line 1, is damaged: " + fault)
        .hasMessageNotContainingAny("secret", "root");
  }

  @Test
  void jsonThatIsNestedWithoutEndIsRefused() throws IOException {
    var file = Files.writeString(parent.resolve("x"), "[".repeat(1_000_000));
    assertThatThrownBy(() -> RunReader.read(file))
        .isInstanceOf(Unusable.class)
        .hasMessageMatching(".*x(, line 1,)? is not JSON: it is nested too deeply.*");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such files")
  void whatIsNoFileIsNeitherOpenedNorReadForEver() throws Exception {
    var pipe = parent.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (var path : List.of(pipe, Path.of("/dev/zero"))) {
      assertThatThrownBy(() -> RunReader.read(path))
          .isInstanceOf(Unusable.class)
          .hasMessage(path + " is a device or a pipe, where a file is expected");
      var folder = RunFolder.create(parent, "run", MANIFEST);
      Files.createSymbolicLink(folder.file("forks.jsonl"), path);
      assertThatThrownBy(folder::forks)
          .isInstanceOf(Unusable.class)
          .hasMessageContaining("forks.jsonl is a device or a pipe");
    }
    var folder = RunFolder.create(parent, "run", MANIFEST);
    Files.createDirectory(folder.file("forks.jsonl"));
    assertThatThrownBy(folder::forks)
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("forks.jsonl is a folder");
  }
}
