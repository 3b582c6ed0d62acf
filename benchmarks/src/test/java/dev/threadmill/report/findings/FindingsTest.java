package dev.threadmill.report.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every figure in this repository's findings is that of its run folders.
class FindingsTest {
  static Stream<Path> templates() throws IOException {
    try (var files = Files.list(Path.of("../results/templates"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyFigureIsThatOfTheRuns(Path template) throws IOException {
    assertThat(String.join("\n", Drafts.differences(Drafts.read(template))))
        .as("what is quoted, against results/")
        .isEmpty();
  }
}
