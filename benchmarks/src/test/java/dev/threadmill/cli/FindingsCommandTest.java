package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what `findings` does with a good and with a bad template.
class FindingsCommandTest {
  private static final Path SAMPLE = Path.of("src/test/resources/runs/sample").toAbsolutePath();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int findings(String body) throws IOException {
    var template =
        Files.writeString(
            folder.resolve("text.md"),
            "---\nwrite: FINDINGS.md\nrun quiet: " + SAMPLE + "\n---\n" + body);
    return Threadmill.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("findings", template.toString());
  }

  @Test
  void itSaysWhatItWrote() throws IOException {
    assertThat(findings("It costs {{score SpawnJoin threadKind=VIRTUAL}}.\n")).isZero();
    assertThat(out.toString())
        .isEqualTo("Written: " + folder.resolve("FINDINGS.md") + System.lineSeparator());
    assertThat(folder.resolve("FINDINGS.md")).content().contains("It costs ").doesNotContain("{{");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aTemplateThatCannotBeFilledWritesNothing() throws IOException {
    assertThat(findings("{{score SpawnJoin}}\n{{score Nothing}}\n")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "threadmill: " + folder.resolve("text.md") + ", line 5: {{score}} means 2 cells")
        .hasLineCount(2);
    assertThat(out.toString()).isEmpty();
    assertThat(folder.resolve("FINDINGS.md")).doesNotExist();
  }
}
