package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file of a run's forks, whole, cut, damaged and on a full disk.
class JsonLinesTest {
  @TempDir Path folder;
  private final Cell cell = Samples.cell("family", "contender", "ONE");
  private Path file;

  @BeforeEach
  void twoForks() {
    file = folder.resolve("forks.jsonl");
    var log = opened(file);
    log.append(Samples.fork(cell, 1, 1, 10.5, 11));
    log.append(Samples.fork(cell, 2, 2, 12));
  }

  private static JsonLines<ForkRecord> opened(Path file) {
    return new JsonLines<>(file, "the forks before are kept");
  }

  private static List<ForkRecord> read(Path file) {
    return JsonLines.read(file, ForkRecord.class, "a fork");
  }

  @Test
  void whatWasAppendedIsReadBackInFull() {
    assertThat(read(file))
        .containsExactly(Samples.fork(cell, 1, 1, 10.5, 11), Samples.fork(cell, 2, 2, 12));
  }

  @Test
  void anyCutThroughTheLastLineLosesThatForkOnly() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int second = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int cut = second; cut < whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      assertThat(read(file)).containsExactly(Samples.fork(cell, 1, 1, 10.5, 11));
    }
  }

  @Test
  void appendingAfterACutStartsAWholeLine() throws IOException {
    Files.writeString(file, "{\"cell\":\"fam", StandardOpenOption.APPEND);
    var log = opened(file);
    log.append(Samples.fork(cell, 3, 3, 13));
    assertThat(read(file)).extracting(ForkRecord::position).containsExactly(1, 2, 3);
  }

  @Test
  void damageInTheMiddleIsNamedByFileAndLineAndNotQuoted() throws IOException {
    var lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\nroot:secret\n" + lines.get(1) + "\n");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(file + ", line 2, is not a fork: it is no valid JSON (column ")
        .hasMessageNotContainingAny("root", "secret");
  }

  @Test
  void noFileIsNoForks() {
    assertThat(read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void aFullDiskIsSaidAndLeavesNoHalfLine() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full));
    assertThatThrownBy(
            () -> {
              var log = opened(full);
              log.append(Samples.fork(cell, 1, 1, 1));
            })
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("/dev/full")
        .hasMessageEndingWith("; the forks before are kept");
  }
}
