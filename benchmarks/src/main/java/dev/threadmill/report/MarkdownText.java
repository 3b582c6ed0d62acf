package dev.threadmill.report;

import dev.threadmill.report.chart.PlainText;
import java.util.List;
import java.util.stream.Collectors;

/// Writes text into Markdown so that it stays what it is.
public final class MarkdownText {
  private MarkdownText() {}

  /// Text of a stranger that stays text. A bracket is left alone, since without what is escaped
  /// here it begins no link.
  public static String of(String text) {
    return PlainText.of(text, PlainText.SENTENCE)
        .replace("\\", "\\\\")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("](", "]\\(")
        .replace("![", "!\\[")
        .replaceAll("[|*_`]", "\\\\$0");
  }

  public static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  public static String table(List<String> header, List<List<String>> rows) {
    return row(header)
        + row(header.stream().map(name -> "---").toList())
        + rows.stream().map(MarkdownText::row).collect(Collectors.joining());
  }

  /// A code span, in which nothing can be escaped; text where it would not stay in one.
  public static String code(String text) {
    return text.length() < PlainText.SENTENCE && text.matches("[\\w.,:=/+%@~' -]+")
        ? "`" + text + "`"
        : of(text);
  }
}
