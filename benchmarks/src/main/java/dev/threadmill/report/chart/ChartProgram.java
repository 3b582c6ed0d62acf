package dev.threadmill.report.chart;

import dev.threadmill.report.chart.ChartProcess.NoPictureException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// The program of a [ChartProcess]. It reads orders from its input and answers each on its output;
/// its first answer needs no order and says that it has loaded.
///
/// An order is its length and its bytes. An answer is so, too, after a boolean: true before a
/// picture, false before the words that say why there is none.
final class ChartProgram {
  /// What a process can do. Each is done by a process of its own, so that a chart is painted while
  /// the next is drawn.
  enum Craft {
    /// Draws a chart: JSON in, and JSON with the SVG out.
    DRAWING("drawing it"),
    /// Paints an SVG as PNG.
    PAINTING("painting its PNG");

    final String work;

    Craft(String work) {
      this.work = work;
    }

    private Tool load() throws NoPictureException {
      return switch (this) {
        case DRAWING -> {
          var engine = VegaEngine.start();
          yield order -> bytes(engine.draw(text(order)));
        }
        case PAINTING -> {
          Picture.requireFonts();
          yield order -> Picture.png(text(order));
        }
      };
    }
  }

  /// Makes the answer to an order.
  private interface Tool {
    byte[] answer(byte[] order) throws NoPictureException;
  }

  private final DataOutputStream out =
      new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
  private final Craft craft;
  private Tool tool = order -> order;

  private ChartProgram(Craft craft) {
    this.craft = craft;
  }

  public static void main(String[] args) throws IOException {
    // A library that prints would spoil an answer.
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    var program = new ChartProgram(Craft.valueOf(args[0]));
    // A picture is made by a daemon: the process ends with its input, whatever it is doing then.
    var worker =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("worker").factory());
    worker.submit(() -> program.answer(program::load));
    var in = new DataInputStream(new BufferedInputStream(System.in));
    try {
      while (true) {
        var order = new byte[in.readInt()];
        in.readFully(order);
        worker.submit(() -> program.answer(() -> program.tool.answer(order)));
      }
    } catch (EOFException e) {
      // The owner of the process needs no more pictures, or is gone itself.
    }
  }

  private byte[] load() throws NoPictureException {
    tool = craft.load();
    return new byte[0];
  }

  private Void answer(Callable<byte[]> work) throws IOException {
    try {
      return answer(true, work.call());
    } catch (NoPictureException e) {
      return answer(false, bytes(e.reason()));
    } catch (OutOfMemoryError e) {
      return answer(
          false, bytes(craft.work + " needed more than " + ChartProcess.MEMORY + " MB of memory"));
    } catch (Exception | LinkageError | StackOverflowError e) {
      var kind = e.getClass().getSimpleName().replaceFirst("(Exception|Error)$", "");
      return answer(
          false,
          bytes(craft.work + " failed: " + Objects.requireNonNullElse(e.getMessage(), kind)));
    }
  }

  private Void answer(boolean made, byte[] bytes) throws IOException {
    out.writeBoolean(made);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
    return null;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
