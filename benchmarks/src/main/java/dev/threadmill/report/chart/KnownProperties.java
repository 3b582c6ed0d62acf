package dev.threadmill.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/// The names of all properties and marks of Vega-Lite, taken from its schema. Vega-Lite itself
/// ignores unknown properties, so that a misspelt `"scael"` would draw a wrong picture; its
/// messages about unknown marks do not help.
final class KnownProperties {
  /// Below these, keys are names that the author chose.
  private static final Set<String> FREE =
      Set.of("values", "value", "style", "usermeta", "datasets");

  private final Set<String> names = new HashSet<>();
  private final Set<String> marks = new HashSet<>();

  private KnownProperties(JsonNode words) {
    words.path("properties").forEach(name -> names.add(name.asText()));
    words.path("marks").forEach(mark -> marks.add(mark.asText()));
  }

  static KnownProperties read() {
    try {
      return new KnownProperties(new ObjectMapper().readTree(WebScript.VEGA_LITE_WORDS.text()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looks through a chart, or the configuration of a theme.
  ///
  /// @throws ChartFault for the first property or mark that Vega-Lite does not know
  void check(ChartFile file, JsonNode node) throws ChartFault {
    for (var entry : node.properties()) {
      require(file, "property", entry.getKey(), names);
      var value = entry.getValue();
      if (entry.getKey().equals("mark")) {
        require(file, "mark", (value.isObject() ? value.path("type") : value).asText(), marks);
      }
      if (!FREE.contains(entry.getKey())) {
        check(file, value);
      }
    }
    if (node.isArray()) {
      for (var element : node) {
        check(file, element);
      }
    }
  }

  private static void require(ChartFile file, String what, String name, Set<String> known)
      throws ChartFault {
    if (!known.contains(name)) {
      throw new ChartFault(
          file, "Vega-Lite has no " + what + " \"" + name + "\"" + Nearest.to(name, known));
    }
  }
}
