package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Ledger;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The proof of the method in real forks, killed in between.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
class AaIT {
  private static final String[] AA = {
    "aa", "--outcomes", "1", "--rounds", "3", "--shape", "0x1,1x10", "--ledger", "ledger.jsonl"
  };

  @TempDir Path folder;

  @Test
  void killedInATrialItGoesOnWithTheForksThatItHas() throws Exception {
    try (var program = new JarProcess(folder)) {
      killAndGoOn(program);
    }
  }

  private void killAndGoOn(JarProcess program) throws Exception {
    var process = program.start(AA);
    Path forks = folder.resolve("ledger.jsonl.trial").resolve("forks.jsonl");
    while (!Files.exists(forks) || Files.readAllLines(forks).size() < 2) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
    }
    JarProcess.kill(process);
    var kept = RunFolder.open(forks.getParent()).forks();
    var ended = program.run(AA);
    assertThat(ended.code()).as(ended.output()).isZero();
    var entries = new Ledger(folder.resolve("ledger.jsonl")).entries();
    assertThat(entries)
        .extracting(LedgerEntry::arm)
        .containsExactlyInAnyOrder("again", "102", "103", "105", "110");
    assertThat(entries).extracting(LedgerEntry::rounds).containsOnly(3);
    var scores =
        entries.stream()
            .flatMap(entry -> Stream.of(entry.base(), entry.other()))
            .flatMap(list -> list.stream().limit(1))
            .flatMap(fork -> fork.scores().stream())
            .toList();
    assertThat(kept).hasSizeBetween(2, 6).allMatch(fork -> scores.contains(fork.scores()[0]));
    assertThat(forks.getParent()).doesNotExist();
    assertThat(ended.output()).contains("1 of 1 pairs of equal arms", "What the ledger proves");
  }
}
