package dev.threadmill.report.findings;

/// A template asks for what the runs do not say; the message is for its writer.
final class Misquote extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int line;

  /// @param line of the template, from 1
  Misquote(int line, String sentence) {
    super(sentence);
    this.line = line;
  }

  int line() {
    return line;
  }
}
