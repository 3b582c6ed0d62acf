package dev.threadmill.cli;

import dev.threadmill.questions.Names;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Progress;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Moments;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntSupplier;

/// The progress of a run: one line that is overwritten, or without a terminal one line a fork.
final class LiveLine implements Progress {
  static final String ERASE = "\r\033[K";

  /// Left free at the end of the line, where a terminal echoes `^C`; beyond the last column that
  /// would break the line.
  private static final int ROOM_FOR_ECHO = 3;

  private final PrintWriter out;
  private final boolean live;
  private final IntSupplier columns;
  private final Runnable farewell;
  private String cell = "";
  private String round = "";
  private String left = "";
  private String score = "";
  private String shown = "";

  /// @param farewell says what a run that was told to stop leaves
  LiveLine(PrintWriter out, Runnable farewell) {
    this(out, Terminal.isThere(), new Terminal()::columns, farewell);
  }

  LiveLine(PrintWriter out, boolean live, IntSupplier columns, Runnable farewell) {
    this.out = out;
    this.live = live;
    this.columns = columns;
    this.farewell = farewell;
  }

  private static String words(double score, String unit) {
    return Figures.number(score) + " " + unit.replaceFirst("/op$", "");
  }

  @Override
  public void starting(Slot slot, long secondsLeft) {
    cell = Names.of(slot.cell());
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

  /// What is left of a line that is too long is its end: the name is cut, the time is not.
  private void show() {
    if (live) {
      int width = erase();
      var end = "  " + score + "  " + round + "  " + left;
      int room = Math.max(0, width - ROOM_FOR_ECHO - end.length());
      var name = cell.length() <= room ? cell : cell.substring(0, Math.max(0, room - 1)) + "…";
      var line = name + end;
      shown = line.substring(0, Math.min(line.length(), Math.max(1, width - ROOM_FOR_ECHO)));
      out.print(shown);
      out.flush();
    }
  }

  /// Erases the line, and gives the width that there is for another. A window that became narrower
  /// has broken the line into several.
  private int erase() {
    int width = Math.max(1, columns.getAsInt());
    int above = Math.max(0, shown.length() - 1) / width;
    out.print(above == 0 ? ERASE : "\033[" + above + "A\r\033[J");
    shown = "";
    return width;
  }

  @Override
  public void ended(ForkRecord fork) {
    String result =
        switch (fork.outcome()) {
          case OK -> words(Moments.mean(fork.scores()), String.valueOf(fork.unit()));
          case FAILED -> "FAILED: " + fork.reason();
          case NOT_APPLICABLE -> "n/a: " + fork.reason();
        };
    int width = live ? erase() : Integer.MAX_VALUE;
    if (!live || !fork.isOk()) {
      new PageWriter(out, false, false, width).rows("", List.of(List.of(round, cell, result)));
    }
    out.flush();
  }

  @Override
  public void stopped() {
    if (live) {
      erase();
    }
    farewell.run();
    out.flush();
  }
}
