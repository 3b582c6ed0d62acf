package dev.threadmill.report.findings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The lines between `---` and `---` with which a template begins: what it is written to, which
/// files have parts of it, and the runs by the names that placeholders use.
///
/// @param write the document that is made
/// @param refresh files whose marked parts are replaced
/// @param runs folders by name; a placeholder without a name means the first
/// @param lines how many lines of the template the head takes
record Head(Path write, List<Path> refresh, Map<String, Path> runs, int lines) {
  private static final String FENCE = "---";
  private static final Pattern RUN = Pattern.compile("run ([a-z][a-z0-9]*)");

  /// @param folder the template's, which all paths start from
  static Head of(Path folder, List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().equals(FENCE)) {
      throw new Misquote(1, "a template begins with a line --- and names its runs");
    }
    List<Path> write = new ArrayList<>();
    List<Path> refresh = new ArrayList<>();
    Map<String, Path> runs = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.equals(FENCE)) {
        return complete(i + 1, write, refresh, runs);
      }
      int colon = line.indexOf(':');
      var key = colon < 0 ? line.strip() : line.substring(0, colon).strip();
      var value = colon < 0 ? "" : line.substring(colon + 1).strip();
      var run = RUN.matcher(key);
      if (value.isEmpty()) {
        throw new Misquote(i + 1, "\"" + key + "\" has no path behind a colon");
      } else if (key.equals("write")) {
        write.add(path(folder, value));
      } else if (key.equals("refresh")) {
        refresh.add(path(folder, value));
      } else if (!run.matches()) {
        throw new Misquote(
            i + 1,
            "\""
                + key
                + "\" is none of \"write\", \"refresh\" and \"run NAME\", with small letters and"
                + " digits for NAME");
      } else if (runs.put(run.group(1), path(folder, value)) != null) {
        throw new Misquote(i + 1, "there are two runs \"" + run.group(1) + "\"");
      }
    }
    throw new Misquote(1, "the head has no end: a second line ---");
  }

  private static Head complete(
      int lines, List<Path> write, List<Path> refresh, Map<String, Path> runs) {
    if (write.size() != 1) {
      throw new Misquote(lines, "the head has one line \"write: FILE\"");
    }
    if (runs.isEmpty()) {
      throw new Misquote(lines, "the head names no run: \"run NAME: FOLDER\"");
    }
    for (var path : refresh) {
      // Links in a part are those of the document.
      if (!write.getFirst().resolveSibling("").equals(path.resolveSibling(""))) {
        throw new Misquote(lines, path + " is not in the folder of " + write.getFirst());
      }
    }
    return new Head(write.getFirst(), refresh, runs, lines);
  }

  private static Path path(Path folder, String words) {
    return folder.resolve(words).normalize();
  }
}
