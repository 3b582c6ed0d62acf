package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Samples;
import dev.threadmill.runner.ForkLauncher.Slot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the line of progress on terminals of any width, by a terminal that replays its control
/// codes.
class LiveLineTest {
  private static final String SUITE = "dev.threadmill.suite.";

  /// A terminal as wide as told, which wraps what is wider.
  private static final class Screen {
    final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private final int width;
    private int column;

    Screen(int width) {
      this.width = width;
    }

    void print(String text) {
      for (var piece : text.split("(?<=\r|\n|\033\\[K)|(?=\r|\n|\033\\[K)")) {
        switch (piece) {
          case "\r" -> column = 0;
          case "\n" -> newLine();
          case "\033[K" -> lines.getLast().setLength(column);
          default -> piece.chars().forEach(this::print);
        }
      }
    }

    private void print(int letter) {
      if (column == width) {
        newLine();
      }
      var line = lines.getLast();
      line.setLength(Math.max(line.length(), column));
      line.replace(column, Math.min(line.length(), column + 1), Character.toString(letter));
      column++;
    }

    private void newLine() {
      lines.add(new StringBuilder());
      column = 0;
    }
  }

  private final StringWriter written = new StringWriter();

  private static Cell cell(String benchmark, Map<String, String> params) {
    return new Cell(SUITE + benchmark, "avgt", params, null, null, null);
  }

  private static Cell arc() {
    return cell(
        "sharing.SharedCounterBenchmark.step",
        Map.of("contender", "ARC", "threadKind", "PLATFORM", "threads", "4"));
  }

  private LiveLine line(int width) {
    return new LiveLine(new PrintWriter(written), width > 0, () -> width);
  }

  private static ForkRecord fork(Cell cell, double score) {
    return Samples.fork(cell, 3, 7, score, score);
  }

  private void measure(LiveLine line) {
    line.starting(new Slot(arc(), 3, 7, 1), 130);
    for (int i = 1; i <= 2; i++) {
      line.iterated(true, i, 2, 50, "ns/op");
    }
    for (int i = 1; i <= 5; i++) {
      line.iterated(false, i, 5, 48.2, "ns/op");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 40, 60, 80, 100, 160})
  void leavesNothingBehindAtAnyWidth(int width) {
    var line = line(width);
    var screen = new Screen(width);
    for (int fork = 0; fork < 3; fork++) {
      measure(line);
      line.ended(fork(arc(), 48.2));
    }
    screen.print(written.toString());
    assertThat(screen.lines).hasSize(1);
    assertThat(screen.lines.getFirst()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 | mutex-or-arc  Arc, 4 platform threads  48.2 ns  round 3  2:10 left
          80  | mutex-or-arc  Arc, 4 platform threads  48.2 ns  round 3  2:10 left
          60  | mutex-or-arc  Arc, 4 platform…  48.2 ns  round 3  2:10 left
          """)
  void saysWhatRunsAndHowLongItTakesYet(int width, String shown) {
    measure(line(width));
    var screen = new Screen(width);
    screen.print(written.toString());
    assertThat(screen.lines).hasSize(1);
    assertThat(screen.lines.getFirst().toString().length()).isLessThan(width);
    assertThat(screen.lines.getFirst()).hasToString(shown);
  }

  @Test
  void aForkThatFailedLeavesItsLine() {
    var line = line(80);
    measure(line);
    line.ended(Samples.fork(arc(), 3, 7, 1, Outcome.FAILED, "it hung, and was ended"));
    var screen = new Screen(80);
    screen.print(written.toString().replace(System.lineSeparator(), "\n"));
    assertThat(screen.lines.getFirst())
        .hasToString(
            "round 3  mutex-or-arc  Arc, 4 platform threads  FAILED: it hung, and was ended");
  }

  @Test
  void withoutATerminalEachForkIsALine() {
    var line = line(0);
    measure(line);
    line.ended(fork(arc(), 48.2));
    assertThat(written.toString().lines())
        .containsExactly("round 3  mutex-or-arc  Arc, 4 platform threads  48.2 ns");
  }
}
