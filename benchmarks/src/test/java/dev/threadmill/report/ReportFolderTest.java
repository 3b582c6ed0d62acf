package dev.threadmill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that a report written into a stranger's folder stays in it.
class ReportFolderTest {
  @TempDir Path folder;

  private Path mine;
  private ReportFolder report;

  @BeforeEach
  void prepare() throws IOException {
    mine = Files.writeString(folder.resolve("mine"), "mine");
    report = ReportFolder.at(folder.resolve("run"));
  }

  @Test
  void whatIsThereIsReplacedAndTold() throws IOException {
    report.write("report.md", "old");
    report.write("report.md", "new");
    report.write("charts/a.svg", new byte[] {1});
    assertThat(folder.resolve("run/report.md")).hasContent("new");
    assertThat(folder.resolve("run/charts/a.svg")).hasBinaryContent(new byte[] {1});
    assertThat(report.files()).containsExactly("report.md", "report.md", "charts/a.svg");
  }

  @Test
  void aLinkInPlaceOfAFileIsReplacedAndNotFollowed() throws IOException {
    Files.createSymbolicLink(folder.resolve("run/report.html"), mine);
    report.write("report.html", "page");
    assertThat(mine).hasContent("mine");
    assertThat(folder.resolve("run/report.html")).hasContent("page").isRegularFile();
    assertThat(Files.isSymbolicLink(folder.resolve("run/report.html"))).isFalse();
  }

  @Test
  void aLinkInPlaceOfAFolderIsRefused() throws IOException {
    Files.createSymbolicLink(folder.resolve("run/charts"), folder);
    assertThatThrownBy(() -> report.write("charts/mine", "not yours"))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("charts is a link");
    assertThatThrownBy(() -> report.remove("charts/mine")).isInstanceOf(Unusable.class);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void aFolderThatIsALinkIsTheUsersOwnChoice() throws IOException {
    Files.createSymbolicLink(folder.resolve("latest"), folder.resolve("run"));
    ReportFolder.at(folder.resolve("latest")).write("charts/a.svg", "a");
    assertThat(folder.resolve("run/charts/a.svg")).hasContent("a");
  }
}
