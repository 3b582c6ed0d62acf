package dev.threadmill.cli;

import dev.threadmill.report.MarkdownText;
import java.io.PrintWriter;

/// Writes paragraphs, items and titles as text that fits a terminal, or as Markdown.
///
/// What is written may come from anybody's files: it stays text in either.
final class PageWriter {
  private final PrintWriter out;
  private final boolean markdown;
  private final boolean coloured;
  private final int width;

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
    out.println((markdown ? "## " + MarkdownText.of(text) : TextTable.harmless(text)) + "\n");
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
    if (markdown) {
      out.println(MarkdownText.of(text));
    } else {
      wrapped("", text);
    }
    out.println();
  }

  /// Text in lines of the width, which begin with the same indent.
  void wrapped(String indent, String text) {
    var line = new StringBuilder(indent);
    for (var word : TextTable.harmless(text).split(" ")) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
        out.println(line);
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    out.println(line);
  }
}
