package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs every jcstress test of the primitives for a moment; the profile `stress` runs them long.
class StressSuiteTest {
  @Test
  @Timeout(300)
  void noneSeesAForbiddenOutcome() throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "jcstress"));
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.openjdk.jcstress.Main",
                    "-t",
                    "^dev\\.threadmill\\.primitives\\.[A-Za-z]+Stress",
                    "-m",
                    "sanity",
                    "-sc",
                    "false",
                    "-af",
                    "NONE",
                    "-r",
                    folder.toAbsolutePath().toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    child.getOutputStream().close();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).as(output).isZero();
    // jcstress ends with 0 also when no test matches.
    assertThat(output)
        .containsPattern("\\(Results: [1-9][0-9]* planned; [1-9][0-9]* passed, 0 failed");
  }
}
