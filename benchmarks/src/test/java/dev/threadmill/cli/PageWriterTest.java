package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that pages fit their width and that what is written stays text.
class PageWriterTest {
  private final StringWriter written = new StringWriter();

  private PageWriter page(boolean markdown, int width) {
    return new PageWriter(new PrintWriter(written, true), markdown, false, width);
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
  void textMovesNoCursor() {
    page(false, 80).paragraph("a\033[2Jb");
    assertThat(written).hasToString("a?[2Jb\n\n");
  }
}
