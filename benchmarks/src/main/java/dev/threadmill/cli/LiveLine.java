package dev.threadmill.cli;

import dev.threadmill.questions.Names;
import dev.threadmill.report.Readable;
import dev.threadmill.report.chart.PlainText;
import dev.threadmill.report.table.Figure;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Progress;
import dev.threadmill.stats.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The progress of a run: the answers so far and what runs now, written over again and again; or
/// without a terminal a line for each fork, and after each round the answers.
final class LiveLine implements Progress {
  static final String ERASE = "\r\033[K";

  private static final String SO_FAR = "Preliminary answers:";

  /// Left free at the end of the line, where a terminal echoes `^C`; beyond the last column that
  /// would break the line.
  private static final int ROOM_FOR_ECHO = 3;

  /// Left free above the answers, so that one sees what they stand below.
  private static final int ROOM_ABOVE = 2;

  /// What a run says so far.
  interface Answers {
    Answers NONE = urgent -> List.of();

    /// A row for each, of as many cells.
    ///
    /// @param urgent whether they must be of now
    List<List<String>> rows(boolean urgent);
  }

  private final PlainWriter out;
  private final boolean live;
  private final Supplier<Terminal.Size> size;
  private final Answers soFar;
  private final Runnable farewell;
  private String cell = "";
  private String round = "";
  private String left = "";
  private String score = "";
  private List<String> answers = List.of();
  private List<String> shown = List.of();
  private Terminal.Size shownIn = new Terminal.Size(0, 0);

  /// @param farewell says what a run that was told to stop leaves
  LiveLine(PlainWriter out, Answers soFar, Runnable farewell) {
    this(out, Terminal.isThere(), new Terminal()::size, soFar, farewell);
  }

  LiveLine(
      PlainWriter out,
      boolean live,
      Supplier<Terminal.Size> size,
      Answers soFar,
      Runnable farewell) {
    this.out = out;
    this.live = live;
    this.size = size;
    this.soFar = soFar;
    this.farewell = farewell;
  }

  private static String words(double score, String unit) {
    return Readable.in(PlainText.line(unit).replaceFirst("/op$", ""), Figure.fact(score));
  }

  @Override
  public void starting(Slot slot, long secondsLeft) {
    cell = PlainText.line(Names.of(slot.cell()));
    round = "round " + slot.round() + (slot.attempt() > 1 ? ", second try" : "");
    left = Amount.clock(secondsLeft) + " left";
    score = "starting";
    show();
  }

  @Override
  public void iterated(boolean warmup, int number, int count, double value, String unit) {
    score = warmup ? "warming up" : words(value, unit);
    show();
  }

  @Override
  public void compared(boolean isRound) {
    if (live) {
      answers = PageWriter.aligned(soFar.rows(isRound));
      return;
    }
    var rows = isRound ? soFar.rows(true) : List.<List<String>>of();
    if (!rows.isEmpty()) {
      out.println();
      out.println(SO_FAR);
      new PageWriter(out, Format.TEXT).rows("  ", rows);
      out.println();
      out.flush();
    }
  }

  private void show() {
    if (live) {
      var now = size.get();
      var lines = lines(now);
      int same = shown.size() - 1;
      if (now.equals(shownIn)
          && lines.size() == shown.size()
          && lines.subList(0, same).equals(shown.subList(0, same))) {
        out.control(ERASE);
        out.print(lines.getLast());
      } else {
        erase();
        out.print(String.join("\n", lines));
      }
      shown = lines;
      shownIn = now;
      out.flush();
    }
  }

  /// As many answers as the terminal has room for, and below them what runs now.
  private List<String> lines(Terminal.Size now) {
    int room = Math.max(0, now.rows() - ROOM_ABOVE - 1);
    List<String> lines = new ArrayList<>();
    if (!answers.isEmpty() && room > 2) {
      lines.add(cut(SO_FAR, now.columns() - 1));
      answers.stream()
          .limit(room - 1L)
          .map(answer -> cut("  " + answer, now.columns() - 1))
          .forEach(lines::add);
    }
    lines.add(running(Math.max(1, now.columns() - ROOM_FOR_ECHO)));
    return lines;
  }

  /// What is left of a line that is too long is its end: the name is cut, the time is not.
  private String running(int width) {
    var end = "  " + score + "  " + round + "  " + left;
    var line = cut(cell, Math.max(0, width - end.length())) + end;
    return line.substring(0, Math.min(line.length(), width));
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
  }

  /// Erases all that is shown. A window that became narrower has broken lines into several.
  private void erase() {
    int width = size.get().columns();
    int above = shown.stream().mapToInt(line -> 1 + Math.max(0, line.length() - 1) / width).sum();
    out.control(above <= 1 ? ERASE : "\033[" + (above - 1) + "A\r\033[J");
    shown = List.of();
  }

  @Override
  public void ended(ForkRecord fork) {
    String result =
        switch (fork.outcome()) {
          case OK -> words(Moments.mean(fork.scores()), String.valueOf(fork.unit()));
          case FAILED -> "FAILED: " + fork.reason();
          case NOT_APPLICABLE -> "n/a: " + fork.reason();
        };
    if (live && !fork.isOk()) {
      erase();
    }
    if (!live || !fork.isOk()) {
      int width = live ? size.get().columns() : Integer.MAX_VALUE;
      new PageWriter(out, false, false, width).rows("", List.of(List.of(round, cell, result)));
    }
    out.flush();
  }

  /// The answers that were there stay where they are.
  @Override
  public void stopped() {
    if (live) {
      out.control(ERASE);
    }
    farewell.run();
    out.flush();
  }

  @Override
  public void finished() {
    if (live) {
      erase();
      out.flush();
    }
  }
}
