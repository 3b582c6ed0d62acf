package dev.threadmill.report.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What this repository says it found is what its run folders say.
class FindingsTest {
  private static final Path TEMPLATE = Path.of("../results/findings.md");
  private static final Path DOCUMENT = Path.of("../FINDINGS.md");
  private static final Path README = Path.of("../README.md");

  @Test
  void everyFigureIsThatOfTheRuns() throws IOException {
    boolean quotes = Files.exists(DOCUMENT) || Files.readString(README).contains("<!-- findings:");
    assumeTrue(quotes || Files.exists(TEMPLATE), "nothing is quoted yet");
    assertThat(String.join("\n", Drafts.read(TEMPLATE).differences()))
        .as("what is quoted, against results/")
        .isEmpty();
  }
}
