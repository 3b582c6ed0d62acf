package dev.threadmill.cli;

import dev.threadmill.report.chart.PlainText;
import java.io.PrintWriter;

/// The way out for all that a command prints, of results and of errors.
///
/// Names come from other people's files, so control characters are shown, and never sent to a
/// terminal. What `println` gets is one line, whatever is in it; `print` gets lines that we wrote.
/// Only [#control(String)] moves a cursor or changes a colour.
final class PlainWriter extends PrintWriter {
  /// @param out where picocli prints its own help, too, which is ours and may have colours
  PlainWriter(PrintWriter out) {
    super(out, true);
  }

  /// Sends what a terminal obeys.
  void control(String sequence) {
    super.write(sequence, 0, sequence.length());
  }

  /// Says what is wrong: in one line, which ends somewhere even if a name in it does not.
  void complain(String sentence) {
    boolean ends = sentence.length() <= PlainText.SENTENCE;
    println("threadmill: " + (ends ? sentence : sentence.substring(0, PlainText.SENTENCE) + "…"));
  }

  @Override
  public void println(String line) {
    super.println(PlainText.line(String.valueOf(line)));
  }

  @Override
  public void println(Object line) {
    println(String.valueOf(line));
  }

  @Override
  public void write(String text, int start, int length) {
    control(PlainText.lines(text.substring(start, start + length)));
  }

  @Override
  public void write(char[] text, int start, int length) {
    write(new String(text, start, length));
  }

  @Override
  public void write(int character) {
    write(String.valueOf((char) character));
  }
}
