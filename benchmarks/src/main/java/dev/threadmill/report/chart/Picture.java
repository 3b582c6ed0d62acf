package dev.threadmill.report.chart;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import dev.threadmill.report.chart.ChartProcess.NoPictureException;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The PNG of an SVG, at twice the size so that it is sharp on every screen.
final class Picture {
  private static final int SCALE = 2;

  /// How many pixels a picture may have: a hundred times those of a screen, and four bytes each.
  private static final int LARGEST = 64_000_000;

  /// A drawing has as many marks as its run has figures. What too many take, time or memory, is
  /// bounded by the process that paints.
  private static final LoaderContext ANY_SIZE =
      LoaderContext.builder()
          .documentLimits(
              new DocumentLimits(
                  DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                  DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                  Integer.MAX_VALUE))
          .build();

  private Picture() {}

  /// @throws NoPictureException if no text can be painted here
  static void requireFonts() throws NoPictureException {
    try {
      var fonts = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames();
      if (fonts.length == 0) {
        throw new NoPictureException("this system has no fonts");
      }
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new NoPictureException("this system cannot paint text: " + e);
    }
  }

  static byte[] png(String svg) throws NoPictureException {
    var document = load(svg);
    var size = document.size();
    double wide = Math.ceil(size.width * SCALE);
    double high = Math.ceil(size.height * SCALE);
    if (!(wide * high <= LARGEST)) {
      throw new NoPictureException(
          "its PNG would have %.0f x %.0f pixels, and a PNG may have %d million"
              .formatted(wide, high, LARGEST / 1_000_000));
    }
    int width = Math.round(size.width * SCALE);
    int height = Math.round(size.height * SCALE);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      // Else the widths of letters are those of whole pixels, and words come out uneven.
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.scale(SCALE, SCALE);
      document.render(null, graphics, null);
    } finally {
      graphics.dispose();
    }
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static SVGDocument load(String svg) throws NoPictureException {
    var bytes = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
    var document = new SVGLoader().load(bytes, null, ANY_SIZE);
    if (document == null) {
      throw new NoPictureException("painting its PNG failed, since its SVG is not one");
    }
    return document;
  }
}
