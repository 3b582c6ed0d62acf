package dev.threadmill.cli;

import dev.threadmill.questions.Names;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Progress;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Moments;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/// The progress of a run: one line that is overwritten, or without a terminal one line a fork.
final class LiveLine implements Progress {
  static final String ERASE = "\r\033[K";
  private static final int USUAL_WIDTH = 80;
  private static final int PAGE_WIDTH = 100;

  private final PrintWriter out;
  private final boolean live;
  private final IntSupplier terminal;
  private int width = USUAL_WIDTH;
  private String cell = "";
  private String round = "";
  private String left = "";
  private String score = "";

  LiveLine(PrintWriter out, boolean live) {
    this(out, live, LiveLine::width);
  }

  /// @param terminal how many columns there are; asked before each fork and never during one
  LiveLine(PrintWriter out, boolean live, IntSupplier terminal) {
    this.out = out;
    this.live = live;
    this.terminal = terminal;
  }

  /// Whether a person reads the output. From JDK 22 on there is a console without a terminal, too.
  static boolean isTerminal() {
    var console = System.console();
    try {
      return console != null && (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before JDK 22 a console is a terminal
    }
  }

  /// The columns that text may take: those of the terminal, or where nobody sees it as many as fit
  /// a page.
  static int columnsOrSo() {
    return isTerminal() ? width() : PAGE_WIDTH;
  }

  /// The columns of the terminal by `stty`, because Java does not know them.
  private static int width() {
    try {
      var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      var words = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      int columns = Integer.parseInt(words.strip().replaceFirst("^\\d+ ", ""));
      return columns > 0 ? columns : USUAL_WIDTH;
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  private static String words(double score, String unit) {
    return Figures.number(score) + " " + unit.replaceFirst("/op$", "");
  }

  @Override
  public void starting(Slot slot, long secondsLeft) {
    width = live ? terminal.getAsInt() : USUAL_WIDTH;
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
      var end = "  " + score + "  " + round + "  " + left;
      int room = Math.max(0, width - 1 - end.length());
      var name = cell.length() <= room ? cell : cell.substring(0, Math.max(0, room - 1)) + "…";
      var line = name + end;
      out.print(ERASE + line.substring(0, Math.min(line.length(), Math.max(1, width - 1))));
      out.flush();
    }
  }

  @Override
  public void ended(ForkRecord fork) {
    String result =
        switch (fork.outcome()) {
          case OK -> words(Moments.mean(fork.scores()), String.valueOf(fork.unit()));
          case FAILED -> "FAILED: " + fork.reason();
          case NOT_APPLICABLE -> "n/a: " + fork.reason();
        };
    out.print(live ? ERASE : "");
    if (!live || !fork.isOk()) {
      out.println(round + "  " + cell + "  " + result);
    }
    out.flush();
  }
}
