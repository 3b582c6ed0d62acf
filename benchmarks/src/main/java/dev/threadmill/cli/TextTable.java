package dev.threadmill.cli;

import dev.threadmill.stats.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table of text, for a terminal, for Markdown or as CSV.
///
/// Its texts may come from anybody's files: they can neither move a terminal's cursor nor become
/// markup.
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  void add(String... cells) {
    rows.add(Arrays.stream(cells).map(TextTable::harmless).toList());
  }

  List<String> aligned() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (var row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size() - 1; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.append(row.getLast()).toString().stripTrailing();
  }

  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    for (var row : rows) {
      lines.add("| " + String.join(" | ", row.stream().map(TextTable::unmarked).toList()) + " |");
      if (lines.size() == 1) {
        lines.add("|" + " --- |".repeat(row.size()));
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
