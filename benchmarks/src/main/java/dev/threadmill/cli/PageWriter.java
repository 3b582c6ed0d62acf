package dev.threadmill.cli;

import dev.threadmill.report.MarkdownText;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes paragraphs, items and titles as text that fits a terminal, or as Markdown.
///
/// What is written may come from anybody's files: it stays text in either.
final class PageWriter {
  private final PrintWriter out;
  private final boolean markdown;
  private final boolean coloured;
  private final int width;

  /// A page of lines as long as they are.
  PageWriter(PrintWriter out, Format format) {
    this(out, format == Format.MARKDOWN, false, Integer.MAX_VALUE);
  }

  /// @param width that no line of text goes beyond, unless one word is longer
  PageWriter(PrintWriter out, boolean markdown, boolean coloured, int width) {
    this.out = out;
    this.markdown = markdown;
    this.coloured = coloured && !markdown;
    this.width = width;
  }

  boolean isMarkdown() {
    return markdown;
  }

  void print(String text) {
    out.print(text);
  }

  /// An empty line where something was written.
  void end(boolean written) {
    out.print(written ? "\n" : "");
  }

  void heading(String text) {
    out.println((markdown ? "## " + MarkdownText.of(text) : harmless(text)) + "\n");
  }

  void subject(String name, String words) {
    line("### ", "", name + (markdown ? ": " : "  ") + words);
    end(markdown);
  }

  /// @param colour a number of a terminal's colours
  void title(String text, int colour) {
    if (markdown) {
      out.println("**" + MarkdownText.of(text) + "**\n");
    } else {
      out.println(coloured ? "\033[" + colour + "m" + text + ":\033[0m" : text + ":");
    }
  }

  void item(String name, String words) {
    if (markdown) {
      out.println("- **" + MarkdownText.of(name) + "** " + MarkdownText.of(words));
    } else {
      wrapped("", name + ": " + words);
    }
  }

  void paragraph(String text) {
    line(text);
    out.println();
  }

  void line(String text) {
    line("", "", text);
  }

  void detail(String text) {
    line("- ", "    ", text);
  }

  private void line(String mark, String indent, String text) {
    if (markdown) {
      out.println(mark + MarkdownText.of(text));
    } else {
      wrapped(indent, text);
    }
  }

  void table(List<String> header, List<List<String>> rows) {
    if (markdown) {
      out.print(
          MarkdownText.table(
              header,
              rows.stream().map(row -> row.stream().map(MarkdownText::of).toList()).toList()));
    } else {
      aligned(Stream.concat(Stream.of(header), rows.stream()).toList()).forEach(out::println);
    }
  }

  /// Rows of as many cells each, in columns.
  static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
    for (var row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
    }
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, widths.length)
                    .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                    .collect(Collectors.joining("  ")))
        .map(line -> harmless(line).stripTrailing())
        .toList();
  }

  /// A text without what moves a cursor or changes a colour.
  static String harmless(String text) {
    return text.replaceAll("\\p{Cntrl}|\\p{Cf}|\u2028|\u2029", "?");
  }

  /// Text in lines of the width, which begin with the same indent.
  void wrapped(String indent, String text) {
    wrapped(indent, indent, text);
  }

  /// Names with what is said of each, as two columns.
  void terms(String indent, Map<String, String> terms) {
    int column = terms.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
    terms.forEach(
        (name, text) ->
            wrapped(
                indent + harmless(name) + " ".repeat(column - name.length()),
                indent + " ".repeat(column),
                text));
  }

  /// @param first how the first line begins, and `indent` every other
  private void wrapped(String first, String indent, String text) {
    var line = new StringBuilder(first);
    for (var word : harmless(text).split(" ")) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
        out.println(line);
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    out.println(line);
  }
}
