package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Ledger;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what `aa` says of a ledger.
class AaCommandTest {
  @TempDir Path folder;
  private Ledger ledger;

  @BeforeEach
  void aSmallLedger() {
    ledger = new Ledger(folder.resolve("ledger.jsonl"));
    ledger.append(
        List.of(
            outcome("again", 1, 1.001, 0.99, 1.01, 0.8, 100, 101, 99, 100, 100),
            outcome("again", 1, 0.98, 0.97, 0.99, 0.01, 102, 103, 102, 103, 102),
            outcome("105", 100 / 105.0, 0.95, 0.94, 0.96, 0.001, 105, 106, 104, 105, 105),
            outcome("105", 100 / 105.0, 0.99, 0.97, 1.02, 0.4, 101, 99, 101, 103, 101)));
  }

  private static LedgerEntry outcome(
      String arm, double truth, double ratio, double low, double high, double p, double... scores) {
    return Samples.outcome(
        "a",
        arm,
        truth,
        forks(DoubleStream.of(scores).map(score -> 100).toArray()),
        forks(scores),
        ratio,
        new double[] {low, high},
        p);
  }

  private static List<Fork> forks(double... scores) {
    return DoubleStream.of(scores)
        .mapToObj(score -> new Fork(1400, List.of(score, score * 1.001)))
        .toList();
  }

  @Test
  void theSummaryCountsExactly() {
    var said = Said.by("aa", "--summary", "--ledger", ledger.file());
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("Equal arms were called different in 1 of 2 pairs (50 %)")
        .contains("at most 97.5 % (95 % confidence)")
        .contains("Promised are at most 5 %: too few outcomes to tell")
        .contains("Without unreliable verdicts: 1 of 2 pairs (50 %)")
        .contains("Intervals held the planted difference in 1 of 2 pairs (50 %)")
        .contains("1 slower, 1 undecided")
        .contains("All benchmarks", "contender=100], forks vary by 0.")
        .containsPattern("5 +105 +5 % +1/2 +50 % ")
        .containsPattern("5 +again +equal +1/2 ")
        .contains("4 outcomes");
  }

  @Test
  void inMarkdownTheSummaryHasTables() {
    var said = Said.by("aa", "--summary", "--format", "markdown", "--ledger", ledger.file());
    assertThat(said.out())
        .contains("## What the ledger proves")
        .containsOnlyOnce("\nAll benchmarks\n")
        .containsPattern("\\| rounds \\| arm \\| planted \\|.*\n\\|( --- \\|)+\n\\| 5 \\| 105 \\|");
  }

  @Test
  void aBrokenLineIsOneSentenceWithFileAndLine() throws IOException {
    Files.writeString(
        ledger.file(), Files.readString(ledger.file()).replace("\"arm\":\"105\"", "\"arm\":["));
    var said = Said.by("aa", "--summary", "--ledger", ledger.file());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(ledger.file() + ", line 3, is not an outcome").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--summary --ledger /nowhere/ledger | has no outcome yet",
        "--shape fast                       | not a shape such as",
        "--shape 3x100,0x100                | measures nothing",
        "--rounds 2                         | --rounds 2",
        "--format csv                       | text or markdown",
        "--include NothingOfThat            | No benchmark matches",
        "--param subject=CAKE | --param subject has no value CAKE",
      })
  void badInputIsOneSentenceAndTwo(String line, String sentence) {
    var said = Said.by((Object[]) ("aa " + line).split(" "));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).startsWith("threadmill: ").contains(sentence).hasLineCount(1);
  }
}
