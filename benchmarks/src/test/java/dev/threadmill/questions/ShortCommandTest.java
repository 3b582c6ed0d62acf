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
    return counters("PLATFORM", contenders, threads, jdk);
  }

  private static List<Cell> counters(
      String kind, List<String> contenders, List<String> threads, @Nullable String jdk) {
    List<Cell> cells = new ArrayList<>();
    for (var contender : contenders) {
      for (var count : threads) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("contender", contender);
        params.put("threadKind", kind);
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
    var cells = counters(List.of("MUTEX", "ARC", "SYNCHRONIZED"), List.of("4"), "25");
    cells.addAll(counters("VIRTUAL", List.of("MUTEX", "ARC", "SYNCHRONIZED"), List.of("4"), "25"));
    assertThat(command(cells, "quick")).isEqualTo("run mutex-or-arc --jdk 25");
  }

  @Test
  void onlyWhatItMeasuresOtherwiseIsNamed() {
    assertThat(command(counters(List.of("MUTEX", "RC"), List.of("4"), null), "quick"))
        .isEqualTo("run mutex-or-arc --param contender=MUTEX,RC --param threadKind=PLATFORM");
  }

  @Test
  void aParameterIsNamedForAllBenchmarksThatHaveIt() {
    var cells = counters(List.of("MUTEX", "ARC", "SYNCHRONIZED"), List.of("4"), null);
    cells.addAll(counters("VIRTUAL", List.of("MUTEX", "ARC", "SYNCHRONIZED"), List.of("4"), null));
    cells.addAll(throughputs("JOX", "4"));
    assertThat(command(cells, "quick"))
        .isEqualTo(
            "run mutex-or-arc channel-or-queue --param contender=MUTEX,ARC,SYNCHRONIZED,JOX"
                + " --cores 2");
  }

  private static List<Cell> throughputs(String contender, String... producers) {
    List<Cell> cells = new ArrayList<>();
    for (var count : producers) {
      for (var kind : List.of("PLATFORM", "VIRTUAL")) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("contender", contender);
        params.put("threadKind", kind);
        params.put("producers", count);
        cells.add(
            new Cell(
                "dev.threadmill.suite.messaging.MessagingThroughputBenchmark.transfer",
                "avgt",
                params,
                2,
                null,
                null));
      }
    }
    return cells;
  }

  @Test
  void theNarrowestQuestionIsNamed() {
    assertThat(command(throughputs("CHANNEL", "1", "4", "64"), "thorough"))
        .isEqualTo("run message-virtual-or-platform --preset thorough --cores 2");
    assertThat(command(throughputs("JOX", "1", "4", "64"), "thorough"))
        .isEqualTo("run channel-or-queue --preset thorough --param contender=JOX --cores 2");
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
