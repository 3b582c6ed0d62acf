package dev.threadmill.report.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What this repository says it found is what its run folders say.
class FindingsTest {
  private static final Path TEMPLATE = Path.of("../results/findings.md");

  @Test
  void everyFigureIsThatOfTheRuns() throws IOException {
    assertThat(String.join("\n", Drafts.differences(Drafts.read(TEMPLATE))))
        .as("what is quoted, against results/")
        .isEmpty();
  }
}
