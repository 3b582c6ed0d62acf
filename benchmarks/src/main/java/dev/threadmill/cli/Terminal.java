package dev.threadmill.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The terminal of this process, as wide as it is now.
///
/// Java does not know the width and `stty` does. It is asked again only after the window changed:
/// while a fork runs, another process would disturb it.
final class Terminal {
  private static final int USUAL_WIDTH = 80;
  private static final int PAGE_WIDTH = 100;

  private volatile boolean changed = true;
  private int columns = USUAL_WIDTH;

  @SuppressWarnings("sunapi") // the only way to hear of it that Java has
  Terminal() {
    try {
      sun.misc.Signal.handle(new sun.misc.Signal("WINCH"), signal -> changed = true);
    } catch (IllegalArgumentException e) {
      // This system has no such signal.
    }
  }

  /// Whether a person reads the output. From JDK 22 on there is a console without a terminal, too.
  static boolean isThere() {
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
    return isThere() ? ask() : PAGE_WIDTH;
  }

  int columns() {
    if (changed) {
      changed = false;
      columns = ask();
    }
    return columns;
  }

  private static int ask() {
    try {
      var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      var words = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      int columns = Integer.parseInt(words.strip().replaceFirst("^\\d+ ", ""));
      return columns > 0 ? columns : USUAL_WIDTH;
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }
}
