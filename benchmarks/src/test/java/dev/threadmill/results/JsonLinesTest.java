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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void lineEndsOfOtherSystemsStay() throws IOException {
    var theirs = Files.readString(file).replace("\n", "\r\n");
    Files.writeString(file, theirs);
    opened(file).requireWhole().append(Samples.fork(cell, 3, 3, 13));
    assertThat(file).content().startsWith(theirs);
    assertThat(read(file)).extracting(ForkRecord::position).containsExactly(1, 2, 3);
  }

  /// The last is a file whose final line end was cut in two.
  @ParameterizedTest
  @ValueSource(strings = {"A\rB\r", "A\nB\rC\r", "A\r", "A\r\nB\r"})
  void whatWouldBeTakenForOneCutLineIsRefusedAndNothingIsLost(String text) throws IOException {
    var longer = text.replace("B", "B".repeat(20_000)); // more than is looked at in one go
    for (var theirs : List.of(text, longer, text + "half of o")) {
      Files.writeString(file, theirs);
      var log = opened(file);
      for (ThrowingCallable write :
          List.<ThrowingCallable>of(
              log::requireWhole, () -> log.append(Samples.fork(cell, 3, 3, 13)))) {
        assertThatThrownBy(write)
            .isInstanceOf(Unusable.class)
            .hasMessageStartingWith(file + " has a line that ends in a carriage return alone");
      }
      assertThat(file).hasContent(theirs);
    }
  }

  @Test
  void damageInTheMiddleIsNamedByFileAndLine() throws IOException {
    var lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\nnonsense\n" + lines.get(1) + "\n");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(file + ", line 2");
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
