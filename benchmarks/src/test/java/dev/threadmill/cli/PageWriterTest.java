package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that pages fit their width and that what is written stays text.
class PageWriterTest {
  private static final List<List<String>> ROWS =
      List.of(
          List.of("Mutex", "29.9 ns [29.1, 30.7]", ""),
          List.of("ReentrantLock", "48.4 ns [45.8, 51.0]", "1.62x [1.50, 1.74] slower"),
          List.of("Arc", "9 ns", "unreliable (C9): 1.62x [1.50, 1.74] slower"));

  private final StringWriter written = new StringWriter();

  private PageWriter page(boolean markdown, int width) {
    return new PageWriter(new PlainWriter(new PrintWriter(written, true)), markdown, false, width);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 80, 100})
  void noLineGoesBeyondTheWidth(int width) {
    page(false, width).wrapped("      ", "a word and another, ".repeat(20));
    page(false, width).item("noticed", "a word and another, ".repeat(20));
    assertThat(written.toString().lines()).hasSizeGreaterThan(4);
    assertThat(written.toString().lines()).allMatch(line -> line.length() <= width);
    assertThat(written.toString()).startsWith("      a word");
  }

  @Test
  void aWordThatIsLongerHasALineOfItsOwn() {
    page(false, 20).paragraph("see " + "x".repeat(30) + " there");
    assertThat(written.toString().lines()).containsExactly("see", "x".repeat(30), "there", "");
  }

  @Test
  void markdownHasNoMarkupOfAStranger() {
    page(true, 80).item("note", "<b>*bold*</b>");
    assertThat(written).hasToString("- **note** &lt;b>\\*bold\\*&lt;/b>\n");
  }

  @Test
  void anIntervalStaysOnItsLineAndSoDoesQ() {
    page(false, 20).wrapped("", "aaaa bbbb 1.5x [1.3, 1.8] slower, q .012");
    assertThat(written.toString().lines())
        .containsExactly("aaaa bbbb 1.5x", "[1.3, 1.8] slower,", "q .012");
  }

  @Test
  void aCommentHasRoomForTheFirstOfAll() {
    var page = PageWriter.comment(new PlainWriter(new PrintWriter(written, true)));
    for (int i = 0; i < 3000; i++) {
      page.item("note", "µ".repeat(100) + i);
    }
    var rows = IntStream.range(0, 3000).mapToObj(i -> List.of("µ".repeat(50) + i)).toList();
    page.table(List.of("what"), rows);
    page.table(List.of("what"), rows);
    var all = written.toString();
    assertThat(all.getBytes(StandardCharsets.UTF_8).length).isBetween(50_000, 60_000);
    assertThat(all).contains("µ0\n", "µ0 |\n").endsWith("\n3000 more rows in the JSON\n");
  }

  @Test
  void textMovesNoCursor() {
    page(false, 80).paragraph("a\033[2Jb");
    assertThat(written).hasToString("a\\u001b[2Jb\n\n");
  }

  @Test
  void rowsStandInColumns() {
    page(false, 100).rows("  ", ROWS);
    assertThat(written.toString().lines())
        .containsExactly(
            "  Mutex          29.9 ns [29.1, 30.7]",
            "  ReentrantLock  48.4 ns [45.8, 51.0]  1.62x [1.50, 1.74] slower",
            "  Arc            9 ns                  unreliable (C9): 1.62x [1.50, 1.74] slower");
  }

  @Test
  void whatDoesNotFitBesideARowGoesBelowIt() {
    page(false, 65).rows("  ", ROWS);
    assertThat(written.toString().lines())
        .containsExactly(
            "  Mutex          29.9 ns [29.1, 30.7]",
            "  ReentrantLock  48.4 ns [45.8, 51.0]  1.62x [1.50, 1.74] slower",
            "  Arc            9 ns",
            "      unreliable (C9): 1.62x [1.50, 1.74] slower");
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 30, 40, 60, 80, 100, 160})
  void noRowGoesBeyondTheWidthOrBreaksAnInterval(int width) {
    page(false, width).rows("  ", ROWS);
    assertThat(written.toString().lines()).allMatch(line -> line.length() <= width);
    var words = ROWS.stream().flatMap(List::stream).collect(Collectors.joining(" "));
    assertThat(written.toString().replaceAll("\\s+", " ").strip())
        .isEqualTo(words.replaceAll("\\s+", " "));
    assertThat(written.toString().lines()).noneMatch(line -> line.matches(".*\\[[^]]*"));
  }

  @Test
  void aNumberKeepsItsUnit() {
    page(false, 14).line("2.78 µs and a 45 % [40, 50] or so, 9 words");
    assertThat(written.toString().lines())
        .containsExactly("2.78 µs and a", "45 % [40, 50]", "or so, 9 words");
  }

  @Test
  void textStaysBesideItsHead() {
    page(false, 20).wrapped("  C9  ", "other processes ran here");
    assertThat(written.toString().lines())
        .containsExactly("  C9  other", "      processes ran", "      here");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its shells continue no line so")
  void aCommandInSeveralLinesIsOneToAShell() throws Exception {
    var words = List.of("echo", "one", "it's two", "three", "four", "five", "six", "seven");
    page(false, 20).command(words);
    assertThat(written.toString().lines())
        .hasSizeGreaterThan(2)
        .allMatch(line -> line.length() <= 20);
    var shell = new ProcessBuilder("sh", "-c", written.toString()).start();
    assertThat(new String(shell.getInputStream().readAllBytes()))
        .isEqualTo("one it's two three four five six seven\n");
  }
}
