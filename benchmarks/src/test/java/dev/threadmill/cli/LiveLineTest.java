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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the line of progress on terminals of any width.
class LiveLineTest {
  private static final String SUITE = "dev.threadmill.suite.";

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
    return line(width, 24, LiveLine.Answers.NONE);
  }

  private LiveLine line(int width, int height, LiveLine.Answers answers) {
    return new LiveLine(
        new PlainWriter(new PrintWriter(written)),
        width > 0,
        () -> new Terminal.Size(height, width),
        answers,
        () -> written.append("Goodbye"));
  }

  private Screen shown(int width) {
    var screen = new Screen(width);
    screen.print(written.toString());
    return screen;
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
    for (int fork = 0; fork < 3; fork++) {
      measure(line);
      line.ended(fork(arc(), 48.2));
    }
    line.finished();
    assertThat(shown(width).rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 | mutex-or-arc  Arc, 4 platform threads  48.2 ns  round 3  2:10 left
          80  | mutex-or-arc  Arc, 4 platform threads  48.2 ns  round 3  2:10 left
          60  | mutex-or-arc  Arc, 4 platfo…  48.2 ns  round 3  2:10 left
          """)
  void saysWhatRunsAndHowLongItTakesYet(int width, String shown) {
    measure(line(width));
    assertThat(shown.length()).isLessThan(width);
    assertThat(shown(width).rows()).containsExactly(shown);
  }

  @Test
  void timesStandInAUnitThatOneReads() {
    var line = line(80);
    line.starting(new Slot(arc(), 3, 7, 1), 130);
    line.iterated(false, 1, 5, 597e6, "ns/op");
    assertThat(shown(80).rows())
        .containsExactly("mutex-or-arc  Arc, 4 platform threads  597 ms  round 3  2:10 left");
  }

  @Test
  void aForkThatFailedLeavesItsLine() {
    var line = line(80);
    measure(line);
    line.ended(Samples.fork(arc(), 3, 7, 1, Outcome.FAILED, "it hung, and was ended"));
    assertThat(shown(80).rows())
        .containsExactly(
            "round 3  mutex-or-arc  Arc, 4 platform threads  FAILED: it hung, and was ended");
  }

  @Test
  void theReasonOfAFailureGoesBelowWhereThereIsNoRoom() {
    var line = line(60);
    line.starting(new Slot(arc(), 3, 7, 1), 130);
    line.ended(Samples.fork(arc(), 3, 7, 1, Outcome.FAILED, "it hung, and was ended"));
    assertThat(shown(60).rows())
        .containsExactly(
            "round 3  mutex-or-arc  Arc, 4 platform threads", "    FAILED: it hung, and was ended");
  }

  /// The answers of a run, of which each time one more is known.
  private static LiveLine.Answers answers() {
    var known = new ArrayList<List<String>>();
    return urgent -> {
      int n = known.size() + 1;
      known.add(List.of("question-" + n, "Mutex is " + n + "x faster than Arc"));
      return List.copyOf(known);
    };
  }

  @Test
  void theAnswersSoFarStandAboveWhatRunsAndAreWrittenOver() {
    var line = line(80, 24, answers());
    for (int round = 1; round <= 2; round++) {
      measure(line);
      line.ended(fork(arc(), 48.2));
      line.compared(true);
    }
    measure(line);
    assertThat(shown(80).rows())
        .containsExactly(
            "Preliminary answers:",
            "  question-1  Mutex is 1x faster than Arc",
            "  question-2  Mutex is 2x faster than Arc",
            "mutex-or-arc  Arc, 4 platform threads  48.2 ns  round 3  2:10 left");
    line.finished();
    assertThat(shown(80).rows()).isEmpty();
  }

  @Test
  void answersAreCutToTheTerminal() {
    var line = line(40, 6, answers());
    for (int round = 1; round <= 5; round++) {
      line.compared(true);
      measure(line);
    }
    assertThat(shown(40).rows())
        .containsExactly(
            "Preliminary answers:",
            "  question-1  Mutex is 1x faster than …",
            "  question-2  Mutex is 2x faster than …",
            "mutex-o…  48.2 ns  round 3  2:10 left");
    assertThat(shown(40).broken()).isEmpty();
  }

  @Test
  void aFailureStaysAboveTheAnswers() {
    var line = line(80, 24, answers());
    line.compared(true);
    measure(line);
    line.ended(Samples.fork(arc(), 3, 7, 1, Outcome.FAILED, "it hung, and was ended"));
    measure(line);
    assertThat(shown(80).rows())
        .hasSize(4)
        .first()
        .isEqualTo(
            "round 3  mutex-or-arc  Arc, 4 platform threads  FAILED: it hung, and was ended");
  }

  @Test
  void aRunThatIsToldToStopLeavesItsAnswers() {
    var line = line(60, 24, answers());
    line.compared(true);
    measure(line);
    line.stopped();
    assertThat(shown(60).rows())
        .containsExactly(
            "Preliminary answers:", "  question-1  Mutex is 1x faster than Arc", "Goodbye");
  }

  @Test
  void answersThatCannotBeReadCostTheirTableAndNotTheRun() {
    var read = new AtomicInteger();
    var headlines =
        new Headlines(
            () -> {
              read.incrementAndGet();
              throw new IllegalStateException("a fault of ours");
            });
    for (int width : List.of(0, 80)) {
      var line = line(width, 24, headlines);
      line.compared(true);
      measure(line);
      line.finished();
    }
    assertThat(read).hasValue(2);
    assertThat(shown(80).rows()).isEmpty();
  }

  @Test
  void withoutATerminalTheAnswersFollowEachRound() {
    var line = line(0, 24, answers());
    line.compared(false);
    line.compared(true);
    assertThat(written.toString().lines())
        .containsExactly(
            "", "Preliminary answers:", "  question-1  Mutex is 1x faster than Arc", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 25, 40, 72, 73, 100, 200})
  void aWindowThatChangesItsWidthKeepsNothingOfTheLines(int other) {
    var width = new AtomicInteger(100);
    var screen = new Screen(100);
    var line =
        new LiveLine(
            new PlainWriter(new PrintWriter(written)),
            true,
            () -> new Terminal.Size(24, width.get()),
            answers(),
            () -> {});
    screen.print("before\n");
    line.compared(true);
    measure(line);
    screen.print(written.toString());
    written.getBuffer().setLength(0);
    width.set(other);
    screen.resize(other);
    line.iterated(false, 5, 5, 48.2, "ns/op");
    line.ended(fork(arc(), 48.2));
    line.finished();
    screen.print(written.toString());
    assertThat(String.join("", screen.rows())).isEqualTo("before");
  }

  @Test
  void aRunThatIsToldToStopErasesTheLineAndSaysGoodbye() {
    var line = line(60);
    measure(line);
    line.stopped();
    assertThat(shown(60).rows()).containsExactly("Goodbye");
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
