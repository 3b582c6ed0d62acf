package dev.threadmill.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Rows of text in columns, for a terminal or for Markdown.
///
/// What stands in it may come from anybody's files: it can neither move a terminal's cursor nor
/// become markup.
final class Table {
  private record Row(List<String> cells, UnaryOperator<String> paint) {}

  private final List<Row> rows = new ArrayList<>();

  void add(String... cells) {
    add(UnaryOperator.identity(), cells);
  }

  /// Adds a row whose last column is painted.
  void add(UnaryOperator<String> paint, String... cells) {
    rows.add(new Row(Arrays.stream(cells).map(Table::harmless).toList(), paint));
  }

  boolean isEmpty() {
    return rows.size() < 2;
  }

  /// Columns under each other, two spaces apart.
  List<String> aligned() {
    int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    int[] widths = new int[columns];
    for (Row row : rows) {
      for (int i = 0; i < row.cells().size(); i++) {
        widths[i] = Math.max(widths[i], row.cells().get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(Row row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.cells().size() - 1; i++) {
      String cell = row.cells().get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
    }
    return line.append(row.paint().apply(row.cells().getLast())).toString().stripTrailing();
  }

  /// The same as a table of Markdown, its first row the head.
  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      lines.add(
          "| " + String.join(" | ", row.cells().stream().map(Table::unmarked).toList()) + " |");
      if (lines.size() == 1) {
        lines.add("|" + " --- |".repeat(row.cells().size()));
      }
    }
    return lines;
  }

  /// A text that is only text in Markdown, and in the HTML that it becomes.
  static String unmarked(String text) {
    return harmless(text)
        .replace("\\", "\\\\")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([|`*_\\[\\]~])", "\\\\$1");
  }

  /// A text without what moves a cursor or changes a colour.
  static String harmless(String text) {
    return text.replaceAll("\\p{Cntrl}|\\p{Cf}|\u2028|\u2029", "?");
  }
}
