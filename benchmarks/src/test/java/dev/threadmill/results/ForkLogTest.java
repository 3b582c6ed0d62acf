package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkLogTest {
  @TempDir Path folder;
  private final Cell cell = Samples.cell("family", "contender", "ONE");
  private Path file;

  @BeforeEach
  void twoForks() {
    file = folder.resolve("forks.jsonl");
    try (var log = ForkLog.append(file)) {
      log.append(Samples.fork(cell, 1, 1, 10.5, 11));
      log.append(Samples.fork(cell, 2, 2, 12));
    }
  }

  @Test
  void whatWasAppendedIsReadBackInFull() {
    assertThat(ForkLog.read(file))
        .containsExactly(Samples.fork(cell, 1, 1, 10.5, 11), Samples.fork(cell, 2, 2, 12));
  }

  @Test
  void anyCutThroughTheLastLineLosesThatForkOnly() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int second = new String(whole, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int cut = second; cut < whole.length; cut++) {
      Files.write(file, java.util.Arrays.copyOf(whole, cut));
      assertThat(ForkLog.read(file)).containsExactly(Samples.fork(cell, 1, 1, 10.5, 11));
    }
  }

  @Test
  void appendingAfterACutStartsAWholeLine() throws IOException {
    Files.writeString(file, "{\"cell\":\"fam", StandardOpenOption.APPEND);
    try (var log = ForkLog.append(file)) {
      log.append(Samples.fork(cell, 3, 3, 13));
    }
    assertThat(ForkLog.read(file)).extracting(ForkRecord::position).containsExactly(1, 2, 3);
  }

  @Test
  void damageInTheMiddleIsNamedByFileAndLine() throws IOException {
    var lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\nnonsense\n" + lines.get(1) + "\n");
    assertThatThrownBy(() -> ForkLog.read(file))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(file + ", line 2");
  }

  @Test
  void noFileIsNoForks() {
    assertThat(ForkLog.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void aFullDiskIsSaidAndLeavesNoHalfLine() {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isWritable(full));
    assertThatThrownBy(
            () -> {
              try (var log = ForkLog.append(full)) {
                log.append(Samples.fork(cell, 1, 1, 1));
              }
            })
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("/dev/full");
  }
}
