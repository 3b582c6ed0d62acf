package dev.threadmill.report.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Tests that every figure in this repository's findings is that of its run folders.
class FindingsTest {
  private static final Path TEMPLATE = Path.of("../results/findings.md");

  @Test
  void everyFigureIsThatOfTheRuns() throws IOException {
    assertThat(String.join("\n", Drafts.differences(Drafts.read(TEMPLATE))))
        .as("what is quoted, against results/")
        .isEmpty();
  }
}
