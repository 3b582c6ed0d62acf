package dev.threadmill.report.chart;

import java.util.stream.IntStream;

/// Text of a stranger made fit to be read. To be drawn it is no longer than a label, and only of
/// characters that XML can hold. To be printed it has its control characters shown, which a
/// terminal would obey. Markup in it is left as it is, since whoever writes it out escapes it.
public final class PlainText {
  /// Of a sentence; a label is shorter.
  public static final int SENTENCE = 2000;

  private static final int LONGEST = 160;
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  public static String of(String text) {
    return of(text, LONGEST);
  }

  /// The text, cut with an ellipsis where it is longer than `longest`.
  public static String of(String text, int longest) {
    boolean tooLong = text.length() > longest;
    var kept = tooLong ? text.substring(0, longest - 1) : text;
    IntStream drawable = kept.codePoints().map(c -> isDrawable(c) ? c : REPLACEMENT);
    var plain =
        drawable.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return tooLong ? plain.append('…').toString() : plain.toString();
  }

  /// Leaves out what XML forbids, and the signs that turn the direction of the text around them.
  private static boolean isDrawable(int c) {
    return switch (Character.getType(c)) {
      case Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> !isControl(c);
    };
  }

  /// What is no sign but acts: on a terminal, on the direction of the text around it, or as what
  /// nobody sees.
  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT -> true;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  /// Whether the text is a part of one line, with nothing in it that cannot be seen.
  public static boolean isLine(String text) {
    return text.codePoints().noneMatch(PlainText::isControl);
  }

  /// A part of one line, with what acts shown as `\u001b`: also the ends of lines, by which a name
  /// could look like a line of ours.
  public static String line(String text) {
    return shown(text, "");
  }

  /// Lines of text, with what acts shown, but for tabs and the ends of lines.
  public static String lines(String text) {
    return shown(text, "\t\n");
  }

  private static String shown(String text, String kept) {
    if (isLine(text)) {
      return text;
    }
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (!isControl(c) || kept.indexOf(c) >= 0) {
                shown.appendCodePoint(c);
              } else {
                // As Java and JSON write it, so that a document of JSON stays what it is.
                for (char unit : Character.toChars(c)) {
                  shown.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return shown.toString();
  }
}
