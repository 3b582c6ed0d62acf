package dev.threadmill.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The terminal of this process, as wide and as high as it is now.
///
/// Java does not know its size and `stty` does. It is asked again only after the window changed:
/// while a fork runs, another process would disturb it.
final class Terminal {
  /// The size of a terminal.
  record Size(int rows, int columns) {}

  private static final Size USUAL = new Size(24, 80);
  private static final int PAGE_WIDTH = 100;

  private volatile boolean changed = true;
  private Size size = USUAL;

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
    return isThere() ? ask().columns() : PAGE_WIDTH;
  }

  Size size() {
    if (changed) {
      changed = false;
      size = ask();
    }
    return size;
  }

  private static Size ask() {
    try {
      var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      var words =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      return words.length == 2
          ? new Size(
              orUsual(Integer.parseInt(words[0]), USUAL.rows()),
              orUsual(Integer.parseInt(words[1]), USUAL.columns()))
          : USUAL;
    } catch (IOException | NumberFormatException e) {
      return USUAL;
    }
  }

  /// A terminal that does not know its size says 0.
  private static int orUsual(int told, int usual) {
    return told > 0 ? told : usual;
  }
}
