package dev.threadmill.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
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

  private static JsonLines.Content<ForkRecord> content(Path file) {
    return JsonLines.read(file, JsonLines.LineReader.of(ForkRecord.class), "a fork", "fork");
  }

  private static JsonLines<ForkRecord> opened(Path file) {
    return new JsonLines<>(file, "the forks before are kept");
  }

  private static List<ForkRecord> read(Path file) {
    return content(file).values();
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

  /// The file with lines of nonsense among ten sound ones.
  private void damage(String... nonsense) throws IOException {
    var line = Files.readAllLines(file).getFirst();
    var sound = Collections.nCopies(5, line);
    var lines = Stream.of(sound, List.of(nonsense), sound).flatMap(List::stream).toList();
    Files.writeString(file, String.join("\n", lines) + "\n");
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
  void aDamagedLineIsPassedOverAndNamedAndNotQuoted() throws IOException {
    damage("root:secret");
    assertThat(content(file).values()).hasSize(10);
    assertThat(content(file).damage())
        .startsWith("line 6 of forks.jsonl is damaged (it is no valid JSON at column ")
        .endsWith("): 10 forks used")
        .doesNotContain("root", "secret");
  }

  @Test
  void moreThanALineInTenIsRefused() throws IOException {
    damage("{}", "null");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(Unusable.class)
        .hasMessage(
            file
                + ", line 6, is not a fork: \"cell\" is missing; 2 of 12 lines are damaged, which"
                + " is more than one in 10");
  }

  @Test
  void severalDamagedLinesAmongManyAreNamed() throws IOException {
    damage(Collections.nCopies(40, Files.readAllLines(file).getFirst()).toArray(String[]::new));
    var lines = new ArrayList<>(Files.readAllLines(file));
    for (int number : new int[] {3, 20, 30, 40}) {
      lines.set(number - 1, "[]");
    }
    Files.write(file, lines);
    assertThat(content(file).damage())
        .startsWith("lines 3, 20, 30 and 1 more of forks.jsonl are damaged (the first: ")
        .endsWith("): 46 forks used");
  }

  @Test
  void aFileOfNothingSoundIsRefused() throws IOException {
    Files.writeString(file, "{}\n");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("forks.jsonl, line 1, is not a fork");
  }

  @Test
  void theLineEndsOfOtherSystemsAreLineEnds() throws IOException {
    var whole = Files.readString(file);
    for (var end : List.of("\r\n", "\r")) {
      Files.writeString(file, whole.replace("\n", end));
      assertThat(content(file).values()).as(end).hasSize(2);
      assertThat(content(file).damage()).isNull();
    }
  }

  @Test
  void aLineThatFillsTheMemoryIsNotRead() throws IOException {
    damage("\"" + "x".repeat(17 << 20) + "\"");
    assertThat(content(file).damage()).contains("it is longer than 16 MiB");
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
