package dev.threadmill.report.chart;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/// Vega and Vega-Lite, loaded in a V8 of their own. One thread may use it at a time.
final class VegaEngine implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final V8Runtime v8;

  private VegaEngine(V8Runtime v8) {
    this.v8 = v8;
  }

  /// Starts V8 and loads Vega into it.
  ///
  /// @throws NoEngineException if there is no V8 for this system, or Vega does not load in it
  static VegaEngine start() {
    V8Runtime v8;
    try {
      v8 = V8Host.getV8Instance().createV8Runtime();
    } catch (JavetException | RuntimeException | LinkageError e) {
      throw new NoEngineException("no V8 runs on this system", e);
    }
    try {
      v8.getExecutor(WebScript.HOST.text()).executeVoid();
      v8.getExecutor(WebScript.VEGA.text()).executeVoid();
      v8.getExecutor(WebScript.VEGA_LITE.text()).executeVoid();
      v8.getExecutor("delete globalThis.document;").executeVoid();
    } catch (JavetException | IOException e) {
      closeQuietly(v8);
      throw new NoEngineException("Vega does not load in V8", e);
    }
    return new VegaEngine(v8);
  }

  /// Draws a chart.
  ///
  /// @param spec the chart, with its tables as `datasets`
  /// @param tables the names of the tables among the datasets
  Drawing draw(ObjectNode spec, ObjectNode config, List<String> tables) {
    try {
      v8.getGlobalObject()
          .invokeVoid(
              "draw", JSON.writeValueAsString(spec), JSON.writeValueAsString(config), tables);
      v8.await();
      var answer = v8.getGlobalObject().getString("answer");
      return answer == null
          ? Drawing.failed("Vega did not finish")
          : JSON.readValue(answer, Drawing.class);
    } catch (JavetException | JsonProcessingException e) {
      return Drawing.failed("Vega stopped: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    closeQuietly(v8);
  }

  private static void closeQuietly(V8Runtime v8) {
    try {
      v8.close();
    } catch (JavetException e) {
      // The process holds on to some memory that it no longer needs; the pictures are complete.
    }
  }

  /// The result of drawing a chart.
  ///
  /// @param items how many marks on it stand for rows of tables
  /// @param problems all errors and warnings of Vega
  record Drawing(String svg, int items, List<String> problems) {
    static Drawing failed(String problem) {
      return new Drawing("", 0, List.of(problem));
    }
  }

  /// Says why charts cannot be drawn on this system.
  static final class NoEngineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoEngineException(String message, Throwable cause) {
      super(message + ": " + cause, cause);
    }
  }
}
