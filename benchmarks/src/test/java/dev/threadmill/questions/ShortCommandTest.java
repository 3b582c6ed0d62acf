package dev.threadmill.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The command that measures cells again is short, and measures all of them.
class ShortCommandTest {
  private static final String COUNTER = "dev.threadmill.suite.sharing.SharedCounterBenchmark.step";

  private static List<Cell> counters(
      List<String> contenders, List<String> threads, @Nullable String jdk) {
    List<Cell> cells = new ArrayList<>();
    for (var contender : contenders) {
      for (var count : threads) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("contender", contender);
        params.put("threadKind", "PLATFORM");
        params.put("threads", count);
        params.put("placement", "SHARED");
        params.put("holdNanos", "0");
        cells.add(new Cell(COUNTER, "avgt", params, null, jdk, null));
      }
    }
    return cells;
  }

  private static String command(List<Cell> cells, String preset) {
    return String.join(" ", ShortCommand.of(cells, preset, cell -> String.valueOf(cell.jdk())));
  }

  @Test
  void whatTheQuestionMeasuresByItselfNeedsNoParameter() {
    assertThat(command(counters(List.of("MUTEX", "ARC"), List.of("4"), null), "quick"))
        .isEqualTo("run mutex-or-arc");
    assertThat(
            command(counters(List.of("MUTEX", "LONG_ADDER"), List.of("1", "64"), null), "standard"))
        .isEqualTo("run mutex-or-arc --preset standard");
  }

  @Test
  void onlyWhatItDoesNotMeasureIsNamed() {
    assertThat(command(counters(List.of("MUTEX", "RC"), List.of("4"), "25"), "quick"))
        .isEqualTo("run mutex-or-arc --param contender=MUTEX,RC --jdk 25");
  }

  @Test
  void theNarrowestQuestionIsNamed() {
    var name = "dev.threadmill.suite.messaging.MessagingThroughputBenchmark.transfer";
    Map<String, String> params = new LinkedHashMap<>();
    params.put("contender", "CHANNEL");
    params.put("capacity", "64");
    params.put("producers", "4");
    params.put("consumers", "1");
    var cell = new Cell(name, "avgt", params, 2, null, null);
    assertThat(command(List.of(cell), "thorough"))
        .isEqualTo("run message-virtual-or-platform --preset thorough --cores 2");
    params.put("contender", "JOX");
    assertThat(command(List.of(new Cell(name, "avgt", params, null, null, null)), "standard"))
        .isEqualTo("run channel-or-queue --preset standard");
  }

  @Test
  void aBenchmarkThatAsksNothingHereIsNamedItself() {
    var cell = new Cell("com.example.Bench.run", "avgt", Map.of("size", "8"), null, null, null);
    assertThat(command(List.of(cell), "quick"))
        .isEqualTo("run --include com.example.Bench.run --param size=8");
  }

  @Test
  void anOptionIsLeftOutWithItsValue() {
    assertThat(
            ShortCommand.without(
                List.of("run", "--out", "here", "spawn", "--out=there", "--budget", "5m"),
                Set.of("--out")))
        .containsExactly("run", "spawn", "--budget", "5m");
  }

  @Test
  void aShellTakesItAsItIs() {
    assertThat(ShortCommand.typed(List.of("run", "--include", "a|b", "it's")))
        .isEqualTo("run --include 'a|b' 'it'\\''s'");
  }
}
