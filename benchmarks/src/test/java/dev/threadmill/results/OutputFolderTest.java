package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that what is written into a folder, which may be a stranger's, stays in it and is whole.
class OutputFolderTest {
  private static final RunManifest.Limits LIMITS = new RunManifest.Limits(3, 5, 0.02, 60);

  @TempDir Path folder;

  private Path mine;
  private Path run;
  private OutputFolder output;

  @BeforeEach
  void prepare() throws IOException {
    mine = Files.writeString(folder.resolve("mine"), "mine");
    run = folder.resolve("run");
    output = OutputFolder.at(run);
    output.make();
  }

  @Test
  void whatIsThereIsReplacedAndNoDraftIsLeft() throws IOException {
    output.write("report.md", "old");
    output.write("report.md", "new");
    output.below("charts").write("deep/a.svg", new byte[] {1});
    assertThat(run.resolve("report.md")).hasContent("new");
    assertThat(run.resolve("charts/deep/a.svg")).hasBinaryContent(new byte[] {1});
    assertThat(run.toFile().list()).containsExactlyInAnyOrder("report.md", "charts");
  }

  @Test
  void aLinkInPlaceOfAFileIsReplacedAndNotFollowed() throws IOException {
    Files.createSymbolicLink(run.resolve("report.html"), mine);
    output.write("report.html", "page");
    assertThat(mine).hasContent("mine");
    assertThat(run.resolve("report.html")).hasContent("page").isRegularFile();
    assertThat(Files.isSymbolicLink(run.resolve("report.html"))).isFalse();
  }

  /// Its name was that of the file with `.draft` behind it, and so a stranger knew it before.
  @Test
  void aLinkInPlaceOfADraftIsNotFollowed() throws IOException {
    var created = RunFolder.create(folder, "created", Samples.manifest(LIMITS, Samples.pair("a")));
    var draft = Files.createSymbolicLink(created.file("run.json.draft"), mine);
    created.write(created.manifest());
    assertThat(mine).hasContent("mine");
    assertThat(draft).isSymbolicLink();
  }

  @Test
  void aLinkInPlaceOfAFolderIsRefusedHoweverDeep() throws IOException {
    Files.createSymbolicLink(run.resolve("charts"), folder);
    Files.createDirectory(run.resolve("profiles"));
    Files.createSymbolicLink(run.resolve("profiles/failures"), folder);
    var failures = output.below("profiles").below("failures");
    assertThatThrownBy(() -> output.write("charts/mine", "not yours"))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("charts is a link");
    assertThatThrownBy(() -> output.remove("charts/mine")).isInstanceOf(Unusable.class);
    assertThatThrownBy(() -> failures.write("mine", "not yours")).isInstanceOf(Unusable.class);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void aFolderThatIsALinkIsTheUsersOwnChoice() throws IOException {
    Files.createSymbolicLink(folder.resolve("latest"), run);
    OutputFolder.at(folder.resolve("latest")).write("charts/a.svg", "a");
    assertThat(run.resolve("charts/a.svg")).hasContent("a");
  }

  @Test
  void aNameThatLeadsOutIsRefused() {
    for (var name : new String[] {"../mine", "charts/../../mine", "/mine", ".", ""}) {
      assertThatThrownBy(() -> output.write(name, "not yours"))
          .isInstanceOf(Unusable.class)
          .hasMessageContaining("leads out of");
    }
    assertThat(mine).hasContent("mine");
  }

  @Test
  void whatOnlyItsOwnerMayReadStaysSo() throws IOException {
    FileStore store = Files.getFileStore(folder);
    assumeTrue(store.supportsFileAttributeView("posix"));
    var secret = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(Files.createFile(run.resolve("text.md")), secret);
    output.write("text.md", "new");
    assertThat(Files.getPosixFilePermissions(run.resolve("text.md"))).isEqualTo(secret);
  }

  @Test
  void atNoMomentIsAFileThereInPart() throws Exception {
    var texts = new String[] {"a".repeat(100_000), "b".repeat(200_000)};
    output.write("text.md", texts[0]);
    var writing =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int i = 1; i <= 50; i++) {
                  output.write("text.md", texts[i % 2]);
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    var seen = new HashSet<String>();
    while (!writing.isDone()) {
      seen.add(Files.readString(run.resolve("text.md")));
    }
    writing.get();
    assertThat(seen).isNotEmpty().isSubsetOf(texts);
  }

  @Test
  void allFilesOfARunThatAreMadeFromItsForksFollowNoLink() throws IOException {
    var cell = Samples.cell("family", "contender", "ONE");
    var created =
        RunFolder.create(folder, "created", Samples.manifest(LIMITS, Samples.group(cell)));
    created.appendForks().append(Samples.fork(cell, 1, 1, 10.5, 11));
    Files.createSymbolicLink(created.file("jmh.json"), mine);
    created.writeDerived();
    assertThat(mine).hasContent("mine");
    assertThat(created.file("jmh.json")).content().contains("primaryMetric");
  }

  @Test
  void aFileThatGrowsIsNoLink() throws IOException {
    var created = RunFolder.create(folder, "created", Samples.manifest(LIMITS, Samples.pair("a")));
    Files.createSymbolicLink(created.file("forks.jsonl"), mine);
    assertThatThrownBy(created::appendForks)
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("forks.jsonl is a link");
    var lines = new JsonLines<ForkRecord>(created.file("ruler.jsonl"), "all is kept");
    Files.createSymbolicLink(created.file("ruler.jsonl"), folder.resolve("theirs"));
    assertThatThrownBy(() -> lines.append(Samples.fork(Samples.cell("family"), 1, 1, 10)))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("ruler.jsonl is a link");
    assertThat(folder.resolve("theirs")).doesNotExist();
    assertThat(mine).hasContent("mine");
  }
}
