package dev.threadmill.cli;

import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.Readable;
import dev.threadmill.report.chart.PlainText;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes paragraphs, items and titles as text that fits a terminal, or as Markdown.
///
/// What is written may come from anybody's files: it stays text in either.
final class PageWriter {
  private static final String DEEPER = "  ";

  /// Where a line may end: not within an interval, not between a number and its unit, nor between q
  /// and its value.
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile(
          " (?<!\\bq )(?![^\\[\\]]{0,12}\\])(?!(?<=\\d )([nµm]?s|([KMGT]i)?B|%)(\\W|$))");

  /// What tells a shell that a command goes on; other systems have nothing that all of theirs know.
  private static final String CONTINUED = " \\";

  private static final boolean HAS_SHELL = File.separatorChar == '/';

  private final PlainWriter out;
  private final boolean markdown;
  private final boolean coloured;
  private final int width;

  /// The bytes that tables may still have, and all else.
  private int roomOfTables = Integer.MAX_VALUE;

  private int roomOfLines = Integer.MAX_VALUE;

  /// A Markdown page that can be posted as a comment, of which GitHub takes 65,536 characters.
  static PageWriter comment(PlainWriter out) {
    var page = new PageWriter(out, Format.MARKDOWN);
    page.roomOfTables = 40_000;
    page.roomOfLines = 15_000;
    return page;
  }

  /// A page of lines as long as they are.
  PageWriter(PlainWriter out, Format format) {
    this(out, format == Format.MARKDOWN, false, Integer.MAX_VALUE);
  }

  /// @param width that no line of text goes beyond, unless one word is longer
  PageWriter(PlainWriter out, boolean markdown, boolean coloured, int width) {
    this.out = out;
    this.markdown = markdown;
    this.coloured = coloured && !markdown;
    this.width = width;
  }

  /// A page of text, as wide as the terminal.
  static PageWriter toTerminal(PlainWriter out) {
    return new PageWriter(out, false, false, Terminal.columnsOrSo());
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
      out.print(line + "\n");
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
    line("## ", "", text);
    end(true);
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
      out.control(coloured ? "\033[" + colour + "m" : "");
      out.print(PlainText.line(text + ":"));
      out.control(coloured ? "\033[0m" : "");
      out.println();
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
  static List<String> aligned(List<List<String>> texts) {
    var rows = shown(texts);
    var widths = widths(rows);
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /// The same, in lines of the width: the last cells of a row that does not fit go below it.
  void rows(String indent, List<List<String>> texts) {
    var rows = shown(texts);
    var widths = widths(rows);
    for (var row : rows) {
      int beside = row.size();
      while (beside > 1
          && indent.length() + line(row.subList(0, beside), widths).length() > width) {
        beside--;
      }
      var line = indent + line(row.subList(0, beside), widths);
      if (line.length() <= width) {
        out.println(line);
      } else {
        wrapped(indent, row.getFirst());
      }
      row.subList(beside, row.size()).stream()
          .filter(cell -> !cell.isEmpty())
          .forEach(cell -> wrapped(indent + DEEPER + DEEPER, cell));
    }
  }

  private static List<List<String>> shown(List<List<String>> rows) {
    return rows.stream().map(row -> row.stream().map(PlainText::line).toList()).toList();
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
    for (var row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  /// Names with what is said of each, as two columns.
  void terms(String indent, Map<String, String> terms) {
    var names = terms.keySet().stream().map(PlainText::line);
    int column = names.mapToInt(String::length).max().orElse(0) + 2;
    terms.forEach(
        (term, text) -> {
          var name = PlainText.line(term);
          wrapped(indent + name + " ".repeat(column - name.length()), text);
        });
  }

  /// Text in lines of the width, all as far from the margin as the first is by its head. An
  /// interval stays in one line.
  ///
  /// @param head spaces, or a word or two that the text is about
  void wrapped(String head, String text) {
    boolean narrow = head.length() > width / 3 * 2;
    var indent = narrow ? DEEPER : " ".repeat(head.length());
    var line = new StringBuilder(head);
    boolean begun = false;
    for (var word : BETWEEN_WORDS.split(PlainText.line(text))) {
      if (begun && line.length() + 1 + word.length() > width) {
        out.println(line);
        line = new StringBuilder(indent);
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    out.println(line);
  }

  /// A command to type, in a line of its own; where it is longer than the width, in several that a
  /// shell takes for one.
  void command(List<String> words) {
    var line = new StringBuilder(DEEPER);
    for (var word : words) {
      var typed = ShortCommand.typed(List.of(word));
      boolean begun = !line.toString().isBlank();
      if (begun && HAS_SHELL && line.length() + 1 + typed.length() + CONTINUED.length() > width) {
        out.println(line + CONTINUED);
        line = new StringBuilder(DEEPER + DEEPER);
        begun = false;
      }
      line.append(begun ? " " : "").append(typed);
    }
    out.println(line);
  }
}
