package dev.threadmill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests what neither the compiler nor the formatter sees in the sources.
class SourceTextTest {

  /// The formatter makes a plain comment of what it breaks off a line of documentation that is too
  /// long, and Javadoc then ends there.
  @Test
  void noDocumentationIsBrokenOff() throws IOException {
    List<String> broken = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file).stream().map(String::strip).toList();
        for (int i = 1; i < lines.size(); i++) {
          if (lines.get(i - 1).startsWith("///") && lines.get(i).startsWith("// ")) {
            broken.add(file + ", line " + (i + 1) + ": " + lines.get(i));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }
}
