package dev.threadmill.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The words that a chart may use are those of the Vega-Lite that draws it. Its schema is large and
/// slow to read, and therefore not in the jar.
class KnownPropertiesTest {
  private static final Path KEPT =
      Path.of("src/main/resources/dev/threadmill/report/chart/vega-lite-words.json");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  @Test
  void theKeptWordsAreThoseOfTheSchema() throws IOException {
    var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    var words = json.writeValueAsString(wordsOf(schema())) + "\n";
    if (UPDATE) {
      Files.writeString(KEPT, words);
    }
    assertThat(Files.readString(KEPT)).as("if it is meant, -Dgolden.update").isEqualTo(words);
  }

  private static JsonNode schema() throws IOException {
    var place = WebScript.VEGA_LITE.path.replace("vega-lite.min.js", "vega-lite-schema.json");
    return new ObjectMapper().readTree(WebScript.class.getResource(place));
  }

  private static Map<String, Set<String>> wordsOf(JsonNode schema) {
    var names = new TreeSet<String>();
    collect(schema, names);
    var marks = new TreeSet<String>();
    var definitions = schema.path("definitions");
    definitions.path("Mark").path("enum").forEach(mark -> marks.add(mark.asText()));
    for (var composite : Set.of("BoxPlot", "ErrorBar", "ErrorBand")) {
      marks.add(definitions.path(composite).path("const").asText());
    }
    return new TreeMap<>(Map.of("properties", names, "marks", marks));
  }

  private static void collect(JsonNode schema, Set<String> names) {
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    schema.forEach(part -> collect(part, names));
  }
}
