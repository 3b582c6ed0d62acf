package dev.threadmill.cli;

import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.Readable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes paragraphs, items and titles as text that fits a terminal, or as Markdown.
///
/// What is written may come from anybody's files: it stays text in either.
final class PageWriter {
  /// Where a line may end: neither within an interval nor between q and its value.
  private static final Pattern BREAK = Pattern.compile(" (?<!\\bq )(?![^\\[\\]]{0,12}\\])");

  private final PrintWriter out;
  private final boolean markdown;
  private final boolean coloured;
  private final int width;

  /// The bytes that tables may still have, and all else.
  private int roomOfTables = Integer.MAX_VALUE;

  private int roomOfLines = Integer.MAX_VALUE;

  /// A Markdown page that can be posted as a comment, of which GitHub takes 65,536 characters.
  static PageWriter comment(PrintWriter out) {
    var page = new PageWriter(out, Format.MARKDOWN);
    page.roomOfTables = 40_000;
    page.roomOfLines = 15_000;
    return page;
  }

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

  /// Begins a part that Markdown shows only on demand.
  void fold(String title) {
    out.print(markdown ? "<details><summary>" + title + "</summary>\n\n" : "");
  }

  void unfold() {
    out.print(markdown ? "</details>\n\n" : "");
  }

  /// A line of Markdown, unless there is no room left for it.
  private void marked(String line) {
    roomOfLines -= bytes(line);
    if (roomOfLines >= 0) {
      out.println(line);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// An empty line where something was written.
  void end(boolean written) {
    out.print(written ? "\n" : "");
  }

  void heading(String text) {
    if (markdown) {
      marked("## " + MarkdownText.of(text) + "\n");
    } else {
      wrapped("", text);
      out.println();
    }
  }

  void subject(String name, String words) {
    line("### ", "", name + (markdown ? ": " : "  ") + words);
    end(markdown);
  }

  /// @param colour a number of a terminal's colours
  void title(String text, int colour) {
    if (markdown) {
      marked("**" + MarkdownText.of(text) + "**\n");
    } else {
      out.println(coloured ? "\033[" + colour + "m" + text + ":\033[0m" : text + ":");
    }
  }

  void item(String name, String words) {
    if (markdown) {
      marked("- **" + MarkdownText.of(name) + "** " + MarkdownText.of(words));
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
      marked(mark + MarkdownText.of(text));
    } else {
      wrapped(indent, text);
    }
  }

  void table(List<String> header, List<List<String>> rows) {
    if (markdown) {
      List<List<String>> fitting = new ArrayList<>();
      for (var row : rows) {
        var cells = row.stream().map(MarkdownText::of).toList();
        roomOfTables -= bytes(MarkdownText.row(cells));
        if (roomOfTables < 0) {
          break;
        }
        fitting.add(cells);
      }
      out.print(fitting.isEmpty() ? "" : MarkdownText.table(header, fitting));
      int left = rows.size() - fitting.size();
      out.print(
          left == 0 ? "" : "\n" + Readable.rows(left).replace(" ", " more ") + " in the JSON\n");
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
    var line = new StringBuilder(indent);
    for (var word : BREAK.split(harmless(text))) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
        out.println(line);
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    out.println(line);
  }
}
