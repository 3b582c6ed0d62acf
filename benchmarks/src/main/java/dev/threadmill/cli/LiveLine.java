package dev.threadmill.cli;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Progress;
import dev.threadmill.stats.Moments;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/// The progress of a run: one line that is overwritten, or without a terminal one line a fork.
final class LiveLine implements Progress {
  private static final int WIDTH = 110;
  static final String ERASE = "\r\033[K";

  private final PrintWriter out;
  private final boolean live;
  private String head = "";

  LiveLine(PrintWriter out, boolean live) {
    this.out = out;
    this.live = live;
  }

  /// Whether a person reads the output. From JDK 22 on there is a console without a terminal, too.
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before JDK 22 a console is a terminal
    }
  }

  @Override
  public void starting(Slot slot, int forksLeft, long secondsLeft) {
    head =
        String.format(
            "[%d/%d, %s left] round %d%s %s",
            slot.position(),
            slot.position() + forksLeft - 1,
            Amount.clock(secondsLeft),
            slot.round(),
            slot.attempt() > 1 ? " (second try)" : "",
            slot.cell().id());
    show(head);
  }

  @Override
  public void iterated(boolean warmup, int number, int count, double score, String unit) {
    show(
        String.format(
                Locale.ROOT, "%s %d/%d %.4g %s  ", warmup ? "w" : "i", number, count, score, unit)
            + head);
  }

  private void show(String text) {
    if (live) {
      out.print(ERASE + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
      out.flush();
    }
  }

  @Override
  public void ended(ForkRecord fork) {
    String result =
        switch (fork.outcome()) {
          case OK ->
              String.format(Locale.ROOT, "%.4g %s", Moments.mean(fork.scores()), fork.unit());
          case FAILED -> "FAILED: " + fork.reason();
          case NOT_APPLICABLE -> "n/a: " + fork.reason();
        };
    if (live) {
      out.print(ERASE);
      if (!fork.isOk()) {
        out.println(fork.cell() + "  " + result);
      }
    } else {
      out.println(head + "  " + result);
    }
    out.flush();
  }
}
