package dev.threadmill.report.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.threadmill.report.chart.ChartFile.ChartFault;
import dev.threadmill.results.JsonLines;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The look of all charts: named colours, once for light paper and once for dark, and the
/// Vega-Lite configuration that uses them. A chart or the configuration names a colour as
/// `"$ink"`.
public final class Theme {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// A text that begins with a dollar sign, and is no name of a property.
  private static final Pattern NAMED = Pattern.compile("(?<!\\\\)\"\\$([^\"]*)\"(?!:)");

  /// The paper of a page. Files are drawn on light paper; a page may be dark.
  public enum Paper {
    LIGHT,
    DARK;

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final ChartFile file;
  private final ObjectNode root;

  private Theme(ChartFile file, ObjectNode root) {
    this.file = file;
    this.root = root;
  }

  static Theme of(ChartFile file) throws ChartFault {
    var root = parse(file);
    for (var part : new String[] {"light", "dark", "config"}) {
      if (!root.path(part).isObject()) {
        throw file.fault("has no \"" + part + "\", which must be an object");
      }
    }
    return new Theme(file, root);
  }

  static ObjectNode parse(ChartFile file) throws ChartFault {
    try {
      if (JSON.readTree(file.text()) instanceof ObjectNode object) {
        return object;
      }
      throw file.fault("is not a JSON object");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var line = at == null || at.getLineNr() < 1 ? "" : " in line " + at.getLineNr();
      throw file.fault("is not JSON" + line + ": " + JsonLines.reason(e));
    }
  }

  public Map<String, String> colours(Paper paper) {
    var colours = new LinkedHashMap<String, String>();
    root.path(paper.key())
        .properties()
        .forEach(e -> colours.put(e.getKey(), e.getValue().asText()));
    return colours;
  }

  /// The theme as JSON, with its colours still by name.
  public String json() {
    return root.toString();
  }

  /// The place of a chart in a report: as the theme orders them, and then as they come.
  int place(ChartFile chart) {
    var names = root.path("order").valueStream().map(JsonNode::asText).toList();
    return Math.floorMod(names.indexOf(chart.chartName()), names.size() + 1);
  }

  ObjectNode config() throws ChartFault {
    return coloured((ObjectNode) root.path("config"), file);
  }

  /// A copy of a chart in which each `$name` is a colour on light paper.
  ObjectNode coloured(ObjectNode chart, ChartFile source) throws ChartFault {
    var colours = colours(Paper.LIGHT);
    var text = new StringBuilder();
    var names = NAMED.matcher(chart.toString());
    while (names.find()) {
      var colour = colours.get(names.group(1));
      if (colour == null) {
        throw source.fault(
            "the theme has no colour \"$"
                + names.group(1)
                + "\"; it has $"
                + String.join(", $", colours.keySet()));
      }
      names.appendReplacement(
          text, Matcher.quoteReplacement(JsonNodeFactory.instance.textNode(colour).toString()));
    }
    return parse(new ChartFile(source.fileName(), names.appendTail(text).toString()));
  }
}
