package dev.threadmill.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.report.chart.ChartFile.ChartFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A search of charts for tables, fields, properties and marks that do not exist. Vega draws a
/// missing field as an empty one, and Vega-Lite ignores properties that it does not know: either
/// gives a wrong picture without a word.
///
/// A field is known when it is a column of the table in force at that place, when a transform
/// anywhere in the file makes it, or when the file lists it in `usermeta.parameters`, because a run
/// has columns only for the parameters of its own benchmarks.
final class ChartCheck {
  private static final Pattern DATUM =
      Pattern.compile("\\bdatum(?:\\.([A-Za-z_$][\\w$]*)|\\[\\s*['\"]([^'\"]+)['\"]\\s*])");

  /// Below these, `datum` in an expression is a label and not a row.
  private static final Set<String> ON_LABELS = Set.of("axis", "legend", "header");

  /// Below these, keys are names that the author chose.
  private static final Set<String> FREE =
      Set.of("values", "value", "style", "usermeta", "datasets");

  private static final Set<String> NAMES_A_FIELD = Set.of("field", "stack", "impute", "key");
  private static final Set<String> NAMES_FIELDS =
      Set.of("groupby fields fold flatten on quantile density regression loess".split(" "));

  record Words(Set<String> properties, Set<String> marks) {
    static Words read() {
      try {
        return new ObjectMapper().readValue(WebScript.VEGA_LITE_WORDS.text(), Words.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Looks through a chart, or the configuration of a theme.
    void check(ChartFile file, JsonNode node) throws ChartFault {
      for (var entry : node.properties()) {
        require(file, "property", entry.getKey(), properties);
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
        throw file.fault(
            "Vega-Lite has no " + what + " \"" + name + "\"" + Nearest.to(name, known));
      }
    }
  }

  private final ChartFile file;
  private final ChartTables rows;
  private final Set<String> made = new HashSet<>();
  private final Set<ChartTable> tables = EnumSet.noneOf(ChartTable.class);

  private ChartCheck(ChartFile file, ChartTables rows) {
    this.file = file;
    this.rows = rows;
  }

  /// The tables that the chart names.
  static Set<ChartTable> tables(ChartFile file, JsonNode chart, ChartTables rows)
      throws ChartFault {
    var check = new ChartCheck(file, rows);
    check.made.addAll(texts(chart.path("usermeta").path("parameters")));
    check.collectMade(chart);
    check.walk(chart, Set.of());
    if (check.tables.isEmpty()) {
      throw file.fault("names no table; say \"data\": {\"name\": ...} with one of " + allTables());
    }
    return check.tables;
  }

  private void collectMade(JsonNode node) {
    made.addAll(texts(node.path("as")));
    if (node.has("fold") && !node.has("as")) {
      made.addAll(List.of("key", "value"));
    }
    node.forEach(this::collectMade);
  }

  private void walk(JsonNode node, Collection<String> outer) throws ChartFault {
    var columns = node.has("data") ? columnsOf(node.path("data")) : outer;
    for (var entry : node.properties()) {
      var key = entry.getKey();
      var value = entry.getValue();
      if (ON_LABELS.contains(key) || key.equals("data")) {
        continue;
      }
      if (key.equals("href") || key.equals("url")) {
        throw file.fault("\"" + key + "\" is not allowed: a chart neither links nor loads");
      }
      if (NAMES_A_FIELD.contains(key) && value.isTextual() || NAMES_FIELDS.contains(key)) {
        for (var field : texts(value)) {
          require(field, columns);
        }
      } else if (value.isTextual()) {
        for (var found = DATUM.matcher(value.asText()); found.find(); ) {
          require(found.group(1) != null ? found.group(1) : found.group(2), columns);
        }
      }
      walk(value, columns);
    }
    if (node.isArray()) {
      for (var element : node) {
        walk(element, columns);
      }
    }
  }

  private Collection<String> columnsOf(JsonNode source) throws ChartFault {
    if (source.has("values")) {
      var keys = new HashSet<String>();
      source.path("values").forEach(row -> row.fieldNames().forEachRemaining(keys::add));
      return keys;
    }
    var name = source.path("name").asText();
    if (!source.has("name") || source.size() != 1) {
      throw file.fault(
          "\"data\" takes a table by \"name\" or rows as \"values\", and nothing else");
    }
    var table = ChartTable.named(name);
    if (table.isEmpty()) {
      throw file.fault("there is no table \"" + name + "\"; there are " + allTables());
    }
    tables.add(table.get());
    return rows.columns(table.get());
  }

  private void require(String field, Collection<String> columns) throws ChartFault {
    if (!columns.contains(field) && !made.contains(field)) {
      var known = new TreeSet<>(columns);
      known.addAll(made);
      throw file.fault(
          "there is no field \""
              + field
              + "\""
              + Nearest.to(field, known)
              + (columns.isEmpty() ? "" : " (there are " + String.join(", ", columns) + ")"));
    }
  }

  private static List<String> texts(JsonNode node) {
    var texts = new ArrayList<String>();
    if (node.isTextual()) {
      texts.add(node.asText());
    } else if (node.isArray()) {
      node.forEach(
          element -> {
            if (element.isTextual()) {
              texts.add(element.asText());
            }
          });
    }
    return texts;
  }

  private static String allTables() {
    return String.join(", ", Stream.of(ChartTable.values()).map(ChartTable::tableName).toList());
  }
}
