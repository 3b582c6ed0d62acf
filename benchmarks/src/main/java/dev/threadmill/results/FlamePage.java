package dev.threadmill.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import one.convert.Arguments;
import one.convert.FlameGraph;

/// Pages of flame graphs, in which names are text and never markup.
public final class FlamePage {
  /// Stands in the title's place until it is written, for the converter does not escape titles.
  static final String TITLE = "@title@";

  /// The converter's buttons are drawn over what stands above them, which is a short title there;
  /// ours is the name of a cell, and has notes below it.
  private static final String ROOM =
      "<style>h1{overflow-wrap:anywhere}.notes{margin:2px 0 28px;text-align:center}</style>";

  private static final String NAMES = "const cpool = [";

  /// More frames than any profiler here records of a stack.
  private static final int DEEPEST = 4096;

  /// A line that draws a frame: at a level of its own (`f`), above the last one (`u`), beside it.
  private static final Pattern FRAME = Pattern.compile("([fun])\\(\\d{1,9}(?:,(\\d{1,9}))?.*");

  private FlamePage() {}

  static String of(FlameGraph graph, String title, String notes) throws IOException {
    String page = dumped(graph);
    int names = page.indexOf(NAMES);
    int end = page.lastIndexOf("</script>");
    if (names < 0 || end < names) {
      throw new IOException("The flame graph has another form than expected");
    }
    var head =
        page.substring(0, names)
            .replace("<head>", "<head><title>" + escaped(title) + "</title>" + ROOM)
            .replace(
                "<h1>" + TITLE + "</h1>",
                "<h1>" + escaped(title) + "</h1><div class='notes'>" + escaped(notes) + "</div>");
    // A name inside the script could otherwise end it.
    var body = page.substring(names, end).replace("</", "<\\/").replace("<!--", "<\\!--");
    return head + body + page.substring(end);
  }

  /// How much a line of [#stacks] weighs.
  public static long weight(String stack) {
    return Long.parseLong(stack.substring(stack.lastIndexOf(' ') + 1));
  }

  /// A page read back, which may be a stranger's: a line a stack, with its frames from the root on,
  /// and its weight.
  public static List<String> stacks(Path page) throws IOException {
    RunReader.requireFile(page);
    requireShallow(page);
    try {
      var collapsed = new Arguments("-o", "collapsed");
      return dumped(FlameGraph.parse(page.toString(), collapsed)).lines().toList();
    } catch (RuntimeException e) {
      throw new IOException(page.getFileName() + " is no flame graph of this suite");
    }
  }

  /// The converter has room for each level up to the highest, and goes down them by recursion.
  private static void requireShallow(Path page) throws IOException {
    long level = 0;
    try (var lines = Files.newBufferedReader(page)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var frame = FRAME.matcher(line);
        if (frame.matches()) {
          level =
              switch (frame.group(1)) {
                case "f" -> frame.group(2) == null ? level : Long.parseLong(frame.group(2));
                case "u" -> level + 1;
                default -> level;
              };
        }
        if (level > DEEPEST) {
          throw new IOException(
              page.getFileName() + " has stacks of more than " + DEEPEST + " frames");
        }
      }
    }
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
