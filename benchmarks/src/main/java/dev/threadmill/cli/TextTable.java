package dev.threadmill.cli;

import dev.threadmill.stats.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table of text, for a terminal, for Markdown or as CSV.
///
/// Its texts may come from anybody's files: they can neither move a terminal's cursor nor become
/// markup.
final class TextTable {
  private record Line(List<String> cells, UnaryOperator<String> paint) {}

  private final List<Line> rows = new ArrayList<>();

  void add(String... cells) {
    add(UnaryOperator.identity(), cells);
  }

  /// Adds a row whose last column is coloured.
  void add(UnaryOperator<String> paint, String... cells) {
    rows.add(new Line(Arrays.stream(cells).map(TextTable::harmless).toList(), paint));
  }

  boolean isEmpty() {
    return rows.size() < 2;
  }

  List<String> aligned() {
    int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    int[] widths = new int[columns];
    for (Line row : rows) {
      for (int i = 0; i < row.cells().size(); i++) {
        widths[i] = Math.max(widths[i], row.cells().get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(Line row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.cells().size() - 1; i++) {
      String cell = row.cells().get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
    }
    return line.append(row.paint().apply(row.cells().getLast())).toString().stripTrailing();
  }

  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    for (Line row : rows) {
      lines.add(
          "| " + String.join(" | ", row.cells().stream().map(TextTable::unmarked).toList()) + " |");
      if (lines.size() == 1) {
        lines.add("|" + " --- |".repeat(row.cells().size()));
      }
    }
    return lines;
  }

  /// A line of CSV as RFC 4180 has it. A name that a spreadsheet would take for a formula stays a
  /// text.
  static String csv(List<String> cells) {
    return cells.stream().map(TextTable::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String text) {
    boolean formula = text.matches("(?s)[=+@-].*") && !text.matches("-?[\\d.E-]+");
    String safe = formula ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /// A number in CSV; nothing where there is none.
  static String number(@Nullable Double value) {
    Double exact = value == null ? null : Figures.exact(value);
    return exact == null ? "" : exact.toString();
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
