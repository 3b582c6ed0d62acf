package dev.threadmill.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import one.convert.Arguments;
import one.convert.FlameGraph;

/// Pages of flame graphs, in which names are text and never markup.
public final class FlamePage {
  /// Stands in the title's place until it is written, for the converter does not escape titles.
  static final String TITLE = "@title@";

  private static final String NAMES = "const cpool = [";

  private FlamePage() {}

  static void write(Path file, FlameGraph graph, String title, String notes) throws IOException {
    String page = dumped(graph);
    int names = page.indexOf(NAMES);
    int end = page.lastIndexOf("</script>");
    if (names < 0 || end < names) {
      throw new IOException("The flame graph has another form than expected");
    }
    var head =
        page.substring(0, names)
            .replace("<head>", "<head><title>" + escaped(title) + "</title>")
            .replace(
                "<h1>" + TITLE + "</h1>",
                "<h1>" + escaped(title) + "</h1><div>" + escaped(notes) + "</div>");
    // A name inside the script could otherwise end it.
    var body = page.substring(names, end).replace("</", "<\\/").replace("<!--", "<\\!--");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, head + body + page.substring(end));
  }

  /// Writes where two flame graphs of this suite differ: what takes a larger share in the second is
  /// red, what takes a smaller one is blue.
  ///
  /// @param base a page that [StackSamples#write] made
  /// @param other another one, of the same kind
  /// @param file where to write the page
  public static void writeDifference(Path base, Path other, Path file, String title)
      throws IOException {
    var after = FlameGraph.parse(other.toString(), new Arguments("--title", TITLE));
    after.diff(scaled(stacks(base), total(stacks(other))));
    write(
        file,
        after,
        title,
        "Red has a larger share in the second, blue a smaller one. Widths are those of the second; "
            + "the first is scaled to as many samples.");
  }

  // The converter compares counts, and a longer fork would be red all over.
  private static FlameGraph scaled(List<String> stacks, long total) throws IOException {
    double factor = (double) total / Math.max(1, total(stacks));
    var lines = new StringBuilder();
    for (String stack : stacks) {
      lines
          .append(stack, 0, stack.lastIndexOf(' ') + 1)
          .append(Math.round(weight(stack) * factor))
          .append('\n');
    }
    var graph = new FlameGraph(new Arguments());
    graph.parseCollapsed(new StringReader(lines.toString()));
    return graph;
  }

  private static long total(List<String> stacks) {
    return stacks.stream().mapToLong(FlamePage::weight).sum();
  }

  private static long weight(String stack) {
    return Long.parseLong(stack.substring(stack.lastIndexOf(' ') + 1));
  }

  /// A page read back: a line a stack, with its frames from the root on, and its weight.
  public static List<String> stacks(Path page) throws IOException {
    return dumped(FlameGraph.parse(page.toString(), new Arguments("-o", "collapsed")))
        .lines()
        .toList();
  }

  private static String dumped(FlameGraph graph) {
    var bytes = new ByteArrayOutputStream();
    try (var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      graph.dump(stream);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
