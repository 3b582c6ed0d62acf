package dev.threadmill.report.chart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A script or list of words on the class path: ours, or one of a WebJar.
public enum WebScript {
  /// What Vega needs around it when it runs in bare V8.
  HOST("vega-host.js"),
  /// Counts the marks of a picture, off the page and on it.
  MARKS("marks.js"),
  VEGA("/META-INF/resources/webjars/vega/5.32.0/vega.min.js"),
  VEGA_LITE("/META-INF/resources/webjars/vega-lite/5.23.0/vega-lite.min.js"),
  /// Every property and mark that a chart file may have. A test holds it to Vega-Lite's schema.
  VEGA_LITE_WORDS("vega-lite-words.json"),
  /// What makes a chart on a page interactive.
  VEGA_EMBED("/META-INF/resources/webjars/vega-embed/6.29.0/vega-embed.min.js");

  final String path;

  WebScript(String path) {
    this.path = path;
  }

  public String text() throws IOException {
    try (var in = WebScript.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException(path + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
