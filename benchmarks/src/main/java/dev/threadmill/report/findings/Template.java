package dev.threadmill.report.findings;

import dev.threadmill.report.findings.Placeholder.Misquote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text with placeholders, below a head between two lines `---`.
///
/// @param refresh files whose marked parts are replaced
/// @param runs folders by the names that placeholders use; one without a name means the first
/// @param pieces in their order
record Template(
    Path file, Path write, List<Path> refresh, Map<String, Path> runs, List<Piece> pieces) {
  private static final String FENCE = "---";
  private static final Pattern RUN = Pattern.compile("run ([a-z][a-z0-9]*)");
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /// Text, and the placeholder that ends it; the last piece has none.
  record Piece(String text, @Nullable Placeholder placeholder) {}

  static Template of(Path file, String text) {
    var all = text.replace("\r\n", "\n");
    var lines = all.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(FENCE)) {
      throw new Misquote(1, "a template begins with a line --- and names its runs");
    }
    int end = 1 + lines.subList(1, lines.size()).indexOf(FENCE);
    if (end == 0) {
      throw new Misquote(1, "the head has no end: a second line ---");
    }
    int start = lines.subList(0, end + 1).stream().mapToInt(line -> line.length() + 1).sum();
    var head = lines.subList(0, end);
    return of(file, head, pieces(all, Math.min(start, all.length())));
  }

  private static Template of(Path file, List<String> head, List<Piece> pieces) {
    var folder = file.toAbsolutePath().normalize().resolveSibling("");
    List<Path> write = new ArrayList<>();
    List<Path> refresh = new ArrayList<>();
    Map<String, Path> runs = new LinkedHashMap<>();
    for (int i = 1; i < head.size(); i++) {
      var words = head.get(i).split(":", 2);
      var key = words[0].strip();
      var run = RUN.matcher(key);
      if (words.length < 2 || words[1].isBlank()) {
        throw new Misquote(i + 1, "\"" + key + "\" has no path behind a colon");
      }
      var path = folder.resolve(words[1].strip()).normalize();
      if (key.equals("write")) {
        write.add(path);
      } else if (key.equals("refresh")) {
        refresh.add(path);
      } else if (!run.matches()) {
        throw new Misquote(
            i + 1,
            "\""
                + key
                + "\" is none of \"write\", \"refresh\" and \"run NAME\", with small letters and"
                + " digits for NAME");
      } else if (runs.put(run.group(1), path) != null) {
        throw new Misquote(i + 1, "there are two runs \"" + run.group(1) + "\"");
      }
    }
    int last = head.size() + 1;
    if (write.size() != 1) {
      throw new Misquote(last, "the head has one line \"write: FILE\"");
    }
    if (runs.isEmpty()) {
      throw new Misquote(last, "the head names no run: \"run NAME: FOLDER\"");
    }
    for (var path : refresh) {
      // Links in a part are those of the document.
      if (!write.getFirst().resolveSibling("").equals(path.resolveSibling(""))) {
        throw new Misquote(last, path + " is not in the folder of " + write.getFirst());
      }
    }
    return new Template(file, write.getFirst(), refresh, runs, pieces);
  }

  private static List<Piece> pieces(String all, int start) {
    List<Piece> pieces = new ArrayList<>();
    var text = new StringBuilder();
    int at = start;
    for (int open = all.indexOf(OPEN, at); open >= 0; open = all.indexOf(OPEN, at)) {
      if (open > at && all.charAt(open - 1) == '\\') { // braces that are meant as such
        text.append(all, at, open - 1).append(OPEN);
        at = open + OPEN.length();
        continue;
      }
      int line = 1 + (int) all.substring(0, open).chars().filter(c -> c == '\n').count();
      int close = all.indexOf(CLOSE, open);
      if (close < 0) {
        throw new Misquote(line, "{{ has no }}");
      }
      text.append(all, at, open);
      pieces.add(
          new Piece(
              text.toString(), Placeholder.of(line, all.substring(open + OPEN.length(), close))));
      text.setLength(0);
      at = close + CLOSE.length();
    }
    pieces.add(new Piece(text.append(all.substring(at)).toString(), null));
    return pieces;
  }
}
