package dev.threadmill.report.findings;

import dev.threadmill.report.chart.PlainText;
import dev.threadmill.report.findings.Placeholder.Misquote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text with placeholders, below a head between two lines `---`.
///
/// @param project the folder that all that it writes lies in
/// @param refresh files whose marked parts are replaced
/// @param runs folders by the names that placeholders use; one without a name means the first
/// @param pieces in their order
record Template(
    Path file,
    Path project,
    Path write,
    List<Path> refresh,
    Map<String, Path> runs,
    List<Piece> pieces) {
  private static final Path GIT = Path.of(".git");
  private static final String FENCE = "---\n";
  private static final Pattern RUN = Pattern.compile("run ([a-z][a-z0-9]*)");

  /// A placeholder, or behind a backslash braces that are meant as such.
  private static final Pattern BRACES =
      Pattern.compile("\\\\\\{\\{|\\{\\{(.*?)(}}|\\z)", Pattern.DOTALL);

  /// Text, and the placeholder that ends it, if one does.
  ///
  /// @param part between whose `{{begin NAME}}` and `{{end}}` it stands; empty if in none
  record Piece(String text, @Nullable Placeholder placeholder, String part) {}

  static Template of(Path file, String text) {
    var all = text.replace("\r\n", "\n") + "\n";
    requireReadable(all);
    if (!all.startsWith(FENCE)) {
      throw new Misquote(1, "a template begins with a line --- and names its runs");
    }
    int end = all.indexOf("\n" + FENCE, FENCE.length() - 1);
    if (end < 0) {
      throw new Misquote(1, "the head has no end: a second line ---");
    }
    var pieces = pieces(all, end + 1 + FENCE.length());
    return of(file, all.substring(0, end).lines().toList(), pieces);
  }

  /// Refuses what a reader of the document would not see, and a terminal would obey. Tabs are fine.
  private static void requireReadable(String text) {
    int number = 0;
    for (var line : text.split("\n")) {
      number++;
      for (var sign : line.replace('\t', ' ').codePoints().mapToObj(Character::toString).toList()) {
        if (!PlainText.isLine(sign)) {
          throw new Misquote(number, "has " + PlainText.line(sign) + ", which no reader would see");
        }
      }
    }
  }

  private static Template of(Path file, List<String> head, List<Piece> pieces) {
    var folder = file.toAbsolutePath().normalize().resolveSibling("");
    var project = project(folder);
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
      if (key.equals("write") || key.equals("refresh")) {
        requireWithin(project, path, Path.of(words[1].strip()), i + 1);
        (key.equals("write") ? write : refresh).add(path);
      } else if (!run.matches()) {
        throw new Misquote(
            i + 1,
            ("\"%s\" is none of \"write\", \"refresh\" and \"run NAME\", with small letters and"
                    + " digits for NAME")
                .formatted(key));
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
    return new Template(file, project, write.getFirst(), refresh, runs, pieces);
  }

  /// The nearest folder around that is kept by Git as one, or else the folder itself.
  private static Path project(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(GIT))) {
        return at;
      }
    }
    return folder;
  }

  /// A template may be a stranger's, and says itself what it writes.
  private static void requireWithin(Path project, Path path, Path asWritten, int line) {
    if (asWritten.isAbsolute()) {
      throw new Misquote(line, asWritten + " is absolute: a path here starts from the template");
    }
    var inside = path.startsWith(project) ? project.relativize(path) : GIT;
    if (inside.startsWith(GIT)) {
      throw new Misquote(
          line, path + " is outside of " + project + ", and a template writes within its project");
    }
  }

  private static List<Piece> pieces(String all, int start) {
    List<Piece> pieces = new ArrayList<>();
    Set<String> parts = new HashSet<>();
    Placeholder begun = null;
    var text = new StringBuilder();
    int at = start;
    for (var braces = BRACES.matcher(all); braces.find(at); ) {
      text.append(all, at, braces.start());
      at = braces.end();
      if (braces.group(1) == null) {
        text.append("{{");
        continue;
      }
      int line = 1 + (int) all.substring(0, braces.start()).chars().filter(c -> c == '\n').count();
      if (braces.group(2).isEmpty()) {
        throw new Misquote(line, "{{ has no }}");
      }
      var quote = Placeholder.of(line, braces.group(1));
      boolean isMark = quote.kind().equals("begin") || quote.kind().equals("end");
      pieces.add(
          new Piece(text.toString(), isMark ? null : quote, begun == null ? "" : begun.word()));
      text.setLength(0);
      if (isMark) {
        begun = marked(quote, begun, parts);
        // A mark on a line of its own leaves no empty line.
        at += all.startsWith("\n", at) ? 1 : 0;
      }
    }
    if (begun != null) {
      throw begun.fault("has no {{end}}");
    }
    pieces.add(new Piece(text.append(all.substring(at)).toString(), null, ""));
    return pieces;
  }

  /// What is begun behind a mark.
  private static @Nullable Placeholder marked(
      Placeholder mark, @Nullable Placeholder begun, Set<String> parts) {
    if (mark.kind().equals("end")) {
      mark.takes(0, false);
      if (begun == null) {
        throw mark.fault("ends no part");
      }
      return null;
    }
    mark.takes(1, false);
    if (begun != null) {
      throw mark.fault("stands within the part of line %s", begun.line());
    }
    if (!mark.word().matches("[a-z]+")) {
      throw mark.fault("names its part by one word of small letters");
    }
    if (!parts.add(mark.word())) {
      throw mark.fault("begins a part of a name that there is already");
    }
    return mark;
  }
}
