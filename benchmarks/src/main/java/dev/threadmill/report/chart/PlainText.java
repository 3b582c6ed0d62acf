package dev.threadmill.report.chart;

import java.util.stream.IntStream;

/// Text of a stranger made fit to be drawn: no longer than a label, and only of characters that XML
/// can hold. Markup in it is left as it is, since whoever writes it out escapes it.
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
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
