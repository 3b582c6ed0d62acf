package dev.threadmill.report.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.threadmill.report.chart.ChartProcess.NoPictureException;
import dev.threadmill.report.chart.ChartProgram.Craft;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The tools of drawing, which take time to load: Vega in V8, fonts, Vega-Lite's words. They load
/// while the owner does something else, such as reading a run, and close when all is drawn.
public final class Studio implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService hand =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("charts").factory());

  // In the order in which they are needed.
  private final ChartProcess drawing = ChartProcess.start(Craft.DRAWING);
  private final @Nullable ChartProcess painting;
  private final Future<ChartCheck.Words> words = hand.submit(ChartCheck.Words::read);

  private Studio(boolean paints) {
    painting = paints ? ChartProcess.start(Craft.PAINTING) : null;
  }

  /// Begins to load, and returns at once.
  public static Studio open() {
    return new Studio(true);
  }

  /// A studio that makes no PNG, which takes longer to paint than all the rest.
  public static Studio openForSvg() {
    return new Studio(false);
  }

  /// Why no chart can be drawn here; empty if one can.
  Optional<String> whyNoCharts() {
    return drawing.whyNot();
  }

  /// Why there are no PNGs although they are wanted; empty if there is no reason.
  Optional<String> whyNoPictures() {
    return painting == null ? Optional.empty() : painting.whyNot();
  }

  boolean paints() {
    return painting != null;
  }

  ChartCheck.Words words() {
    return loaded(words);
  }

  /// Draws a chart.
  ///
  /// @param spec the chart, with its tables as `datasets`
  /// @param tables the names of the tables among the datasets
  Drawing draw(ObjectNode spec, ObjectNode config, List<String> tables) throws NoPictureException {
    var order = JSON.createObjectNode();
    order.set("spec", spec);
    order.set("config", config);
    order.set("tables", JSON.valueToTree(tables));
    try {
      return JSON.readValue(
          ChartProgram.text(drawing.make(ChartProgram.bytes(order.toString()))), Drawing.class);
    } catch (JsonProcessingException e) {
      throw new NoPictureException("what was drawn is no picture");
    }
  }

  byte[] paint(String svg) throws NoPictureException {
    return Objects.requireNonNull(painting).make(ChartProgram.bytes(svg));
  }

  /// Does some work beside the drawing, on another processor if there is one.
  <T> Future<T> beside(Callable<T> work) {
    return hand.submit(work);
  }

  static <T> T loaded(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a chart was drawn", e);
    }
  }

  @Override
  public void close() {
    drawing.close();
    if (painting != null) {
      painting.close();
    }
    hand.shutdown();
  }

  /// The result of drawing a chart.
  ///
  /// @param items how many marks on it stand for rows of tables
  /// @param problems all errors and warnings of Vega
  record Drawing(String svg, int items, List<String> problems) {}
}
