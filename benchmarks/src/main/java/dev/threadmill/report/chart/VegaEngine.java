package dev.threadmill.report.chart;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.options.V8RuntimeOptions;
import dev.threadmill.report.chart.ChartProcess.NoPictureException;
import java.io.IOException;

/// Vega and Vega-Lite, loaded in a V8 of their own, in a process that has nothing to lose. One
/// thread may use it at a time.
final class VegaEngine {
  private final V8Runtime v8;

  private VegaEngine(V8Runtime v8) {
    this.v8 = v8;
  }

  /// Starts V8 and loads Vega into it.
  ///
  /// @throws NoPictureException if there is no V8 for this system, or Vega does not load in it
  static VegaEngine start() throws NoPictureException {
    V8Runtime v8;
    try {
      // Else V8 takes what it likes: several gigabytes where the machine has them.
      V8RuntimeOptions.V8_FLAGS.setMaxHeapSize(ChartProcess.MEMORY);
      v8 = V8Host.getV8Instance().createV8Runtime();
    } catch (JavetException | RuntimeException | LinkageError e) {
      throw new NoPictureException("no V8 runs where it is made", e);
    }
    try {
      v8.getExecutor(WebScript.HOST.text()).executeVoid();
      v8.getExecutor(WebScript.MARKS.text()).executeVoid();
      v8.getExecutor(WebScript.VEGA.text()).executeVoid();
      v8.getExecutor(WebScript.VEGA_LITE.text()).executeVoid();
      v8.getExecutor("delete globalThis.document;").executeVoid();
    } catch (JavetException | IOException e) {
      throw new NoPictureException("Vega does not load in V8", e);
    }
    return new VegaEngine(v8);
  }

  /// Draws a chart.
  ///
  /// @param order as JSON: the `spec` with its tables as `datasets`, the `config` of the theme,
  ///     and the names of the `tables` among the datasets
  /// @return as JSON: `svg`, how many `items` on it stand for rows of tables, and `problems`, all
  ///     errors and warnings of Vega
  String draw(String order) throws NoPictureException {
    try {
      v8.getGlobalObject().invokeVoid("draw", order);
      v8.await();
      var answer = v8.getGlobalObject().getString("answer");
      if (answer == null) {
        throw new NoPictureException("Vega did not finish");
      }
      return answer;
    } catch (JavetException e) {
      throw new NoPictureException("Vega stopped: " + e.getMessage());
    }
  }
}
