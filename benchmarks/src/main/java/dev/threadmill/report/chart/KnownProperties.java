package dev.threadmill.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/// Every property that Vega-Lite knows, from its schema. Vega-Lite itself passes over others in
/// silence, so that a misspelt `"scael"` would draw a picture, but a wrong one.
final class KnownProperties {
  /// Below these, keys are names that the author chose.
  private static final Set<String> FREE =
      Set.of("values", "value", "style", "usermeta", "datasets");

  private final Set<String> names;

  private KnownProperties(Set<String> names) {
    this.names = names;
  }

  static KnownProperties read() {
    try {
      var names = new HashSet<String>();
      collect(new ObjectMapper().readTree(WebScript.VEGA_LITE_SCHEMA.text()), names);
      return new KnownProperties(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(JsonNode schema, Set<String> names) {
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    schema.forEach(child -> collect(child, names));
  }

  /// @throws ChartFault for the first property that Vega-Lite does not know
  void check(ChartFile file, JsonNode node) throws ChartFault {
    for (var entry : node.properties()) {
      if (!names.contains(entry.getKey())) {
        throw new ChartFault(
            file,
            "Vega-Lite has no property \""
                + entry.getKey()
                + "\""
                + Nearest.to(entry.getKey(), names));
      }
      if (!FREE.contains(entry.getKey())) {
        check(file, entry.getValue());
      }
    }
    if (node.isArray()) {
      for (var element : node) {
        check(file, element);
      }
    }
  }
}
