package dev.threadmill.report.findings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Text with placeholders, below a head.
///
/// @param file where it was read
/// @param pieces in their order
record Template(Path file, Head head, List<Piece> pieces) {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /// A part of a template: text, or a placeholder.
  sealed interface Piece {}

  /// What is written as it stands.
  record Text(String text) implements Piece {}

  /// What is replaced.
  record Quote(Placeholder placeholder) implements Piece {}

  static Template of(Path file, String text) {
    var all = text.replace("\r\n", "\n");
    var head = Head.of(file.toAbsolutePath().normalize().resolveSibling(""), all.lines().toList());
    int start = 0;
    for (int i = 0; i < head.lines(); i++) {
      start = all.indexOf('\n', start) + 1;
    }
    return new Template(file, head, pieces(all, start));
  }

  List<Placeholder> placeholders(String kind) {
    return pieces.stream()
        .filter(Quote.class::isInstance)
        .map(piece -> ((Quote) piece).placeholder())
        .filter(placeholder -> placeholder.kind().equals(kind))
        .toList();
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
      text.append(all, at, open);
      pieces.add(new Text(text.toString()));
      text.setLength(0);
      int line = 1 + (int) all.substring(0, open).chars().filter(c -> c == '\n').count();
      int close = all.indexOf(CLOSE, open);
      if (close < 0) {
        throw new Misquote(line, "{{ has no }}");
      }
      pieces.add(new Quote(Placeholder.of(line, all.substring(open + OPEN.length(), close))));
      at = close + CLOSE.length();
    }
    pieces.add(new Text(text.append(all.substring(at)).toString()));
    return pieces;
  }
}
