package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests what is left on a real terminal when a command has ended.
class TerminalIT {
  private static final Path RUNS = Path.of("../results/amd-epyc-2c").toAbsolutePath().normalize();

  /// Its files are short ones, since a path is never broken.
  @TempDir Path folder;

  private JarProcess program;

  @BeforeEach
  void prepare() {
    program = new JarProcess(folder);
  }

  @AfterEach
  void endAll() {
    program.close();
  }

  private Screen screen(int columns, String... command) throws Exception {
    var ended = program.inTerminal(columns, command);
    assertThat(ended.code()).as(ended.output()).isIn(0, 1, 2); // of `compare`: what it found
    var screen = new Screen(columns);
    screen.print(ended.output());
    assertThat(screen.rows()).as("rows").hasSizeGreaterThan(5);
    return screen;
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 100})
  void aRunLeavesItsResultsAndNothingElse(int columns) throws Exception {
    var screen =
        screen(
            columns,
            "run",
            "uncontended",
            "--preset",
            "smoke",
            "--param",
            "contender=MUTEX,ARC",
            "--machine",
            "box",
            "--out",
            "runs",
            "--no-report");
    var shown = screen.rows();
    assertThat(shown.getFirst()).startsWith("Measuring 1 comparison, ");
    assertThat(shown)
        .anyMatch(row -> row.startsWith("uncontended: "))
        .anyMatch(row -> row.matches(" +Mutex +[\\d.]+ ns .*"))
        .contains("To see everything:")
        .noneMatch(row -> row.contains("WARNING"))
        .noneMatch(row -> row.matches(".*(  starting|  warming up|  round \\d|\\d:\\d\\d left).*"));
    assertThat(screen.broken()).allMatch(row -> row.contains("/"));
  }

  @Test
  void aComparisonFitsItsWidth() throws Exception {
    var screen =
        screen(
            60,
            "compare",
            RUNS.resolve("2026-11-22-0146-6405ea5").toString(),
            RUNS.resolve("2026-11-22-0331-6405ea5").toString());
    assertThat(screen.broken()).as(String.join("\n", screen.rows())).isEmpty();
  }
}
