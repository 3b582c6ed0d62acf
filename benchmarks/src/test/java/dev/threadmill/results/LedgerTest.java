package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.results.LedgerEntry.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ledger keeps what it was given, and says where it is damaged.
class LedgerTest {
  @TempDir Path folder;
  private Ledger ledger;

  @BeforeEach
  void emptyLedger() {
    ledger = new Ledger(folder.resolve("deeper").resolve("ledger.jsonl"));
  }

  private static LedgerEntry entry(String arm) {
    return Samples.outcome("a", arm, 1, List.of(fork(100), fork(101), fork(99)));
  }

  private static Fork fork(double score) {
    return new Fork(1000, List.of(score, score));
  }

  @Test
  void whatWasAppendedIsReadAgain() {
    assertThat(ledger.entries()).isEmpty();
    ledger.append(List.of(entry("again"), entry("102")));
    ledger.append(List.of(entry("103")));
    assertThat(ledger.entries()).containsExactly(entry("again"), entry("102"), entry("103"));
  }

  @Test
  void aBrokenLineIsNamedWithFileAndNumber() throws IOException {
    ledger.append(List.of(entry("again")));
    Files.writeString(ledger.file(), "{\"arm\": 1\n", StandardOpenOption.APPEND);
    assertThatThrownBy(ledger::entries)
        .isInstanceOf(Unusable.class)
        .hasMessageStartingWith(ledger.file() + ", line 2, is not an outcome: ");
  }

  @Test
  void aLineThatIsNoOutcomeIsNamedToo() throws IOException {
    ledger.append(List.of(entry("again"), entry("102")));
    String text = Files.readString(ledger.file());
    for (String[] damage :
        new String[][] {
          {"\"rounds\":3", "\"rounds\":4"},
          {"\"planted\":1.0", "\"planted\":0"},
          {"\"planted\":1.0", "\"planted\":1e999"},
          {"\"alpha\":0.05", "\"alpha\":1.05"},
          {"\"high\":1.1", "\"high\":1e999"},
          {"[100.0,100.0]", "[100.0,-1]"},
          {"\"arm\":\"102\"", "\"other_arm\":1"},
          {"\"schema\":2", "\"schema\":3"},
          {"\"undecided\"", "\"unheard of\""},
          {"\"undecided\"", "\"unreliable\""},
          {"\"C6\"", "\"C99\""}
        }) {
      int last = text.lastIndexOf("{\"schema\"");
      Files.writeString(
          ledger.file(),
          text.substring(0, last) + text.substring(last).replace(damage[0], damage[1]));
      assertThatThrownBy(ledger::entries)
          .as(damage[1])
          .isInstanceOf(Unusable.class)
          .hasMessageContaining("line 2, is not an outcome");
    }
  }

  @Test
  void aLineOfTheFirstSchemaIsRefusedByItsNumber() throws IOException {
    ledger.append(List.of(entry("again")));
    String line = Files.readString(ledger.file());
    Files.writeString(
        ledger.file(),
        line.replace("\"schema\":2,", "")
            .replaceFirst("\"verdict\":\\{[^}]*}", "\"verdict\":\"slower, may be negligible\""));
    assertThatThrownBy(ledger::entries)
        .isInstanceOf(Unusable.class)
        .hasMessage(
            ledger.file()
                + ", line 1, is not an outcome: it has schema version 1, and this jar reads "
                + "version 2");
  }

  @Test
  void aLineThatAPowerCutLeftIncompleteIsPassedOverAndCutOff() throws IOException {
    ledger.append(List.of(entry("again")));
    Files.writeString(ledger.file(), "{\"when\":\"20", StandardOpenOption.APPEND);
    assertThat(ledger.entries()).hasSize(1);
    ledger.append(List.of(entry("102")));
    assertThat(ledger.entries()).containsExactly(entry("again"), entry("102"));
  }
}
