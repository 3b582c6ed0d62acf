package dev.threadmill.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Looks through a chart for tables and fields that do not exist. Vega takes a missing field for an
/// empty one and draws nothing, without a word.
///
/// A field is known when it is a column of the table in force at that place, or when a transform
/// anywhere in the file makes it.
final class FieldCheck {
  private static final Pattern DATUM =
      Pattern.compile("\\bdatum(?:\\.([A-Za-z_$][\\w$]*)|\\[\\s*['\"]([^'\"]+)['\"]\\s*])");

  /// Where `datum` in an expression is a label, not a row.
  private static final Set<String> ON_LABELS = Set.of("axis", "legend", "header");

  private static final Set<String> NAMES_A_FIELD = Set.of("field", "stack", "impute", "key");
  private static final Set<String> NAMES_FIELDS =
      Set.of(
          "groupby",
          "fields",
          "fold",
          "flatten",
          "on",
          "quantile",
          "density",
          "regression",
          "loess");

  private final ChartFile file;
  private final Set<String> made = new HashSet<>();
  private final Set<ChartTable> tables = EnumSet.noneOf(ChartTable.class);

  private FieldCheck(ChartFile file) {
    this.file = file;
  }

  /// The tables that the chart names.
  ///
  /// @throws ChartFault for the first table or field that there is not
  static Set<ChartTable> check(ChartFile file, JsonNode chart) throws ChartFault {
    var check = new FieldCheck(file);
    check.collectMade(chart);
    check.walk(chart, Set.of());
    if (check.tables.isEmpty()) {
      throw new ChartFault(
          file, "names no table; say \"data\": {\"name\": ...} with one of " + allTables());
    }
    return check.tables;
  }

  private void collectMade(JsonNode node) {
    for (var as : texts(node.path("as"))) {
      made.add(as);
    }
    if (node.has("fold") && !node.has("as")) {
      made.addAll(List.of("key", "value"));
    }
    node.forEach(this::collectMade);
  }

  private void walk(JsonNode node, Set<String> outer) throws ChartFault {
    var columns = node.has("data") ? columnsOf(node.path("data")) : outer;
    for (var entry : node.properties()) {
      var key = entry.getKey();
      var value = entry.getValue();
      if (ON_LABELS.contains(key) || key.equals("data")) {
        continue;
      }
      if (key.equals("href") || key.equals("url")) {
        throw new ChartFault(
            file, "\"" + key + "\" is not allowed: a chart neither links nor loads");
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

  private Set<String> columnsOf(JsonNode source) throws ChartFault {
    if (source.has("values")) {
      var keys = new HashSet<String>();
      source.path("values").forEach(row -> row.fieldNames().forEachRemaining(keys::add));
      return keys;
    }
    var name = source.path("name").asText();
    if (!source.has("name") || source.size() != 1) {
      throw new ChartFault(
          file, "\"data\" takes a table by \"name\" or rows as \"values\", and nothing else");
    }
    var table =
        ChartTable.named(name)
            .orElseThrow(
                () ->
                    new ChartFault(
                        file, "there is no table \"" + name + "\"; there are " + allTables()));
    tables.add(table);
    return new TreeSet<>(table.columnNames());
  }

  private void require(String field, Set<String> columns) throws ChartFault {
    if (!columns.contains(field) && !made.contains(field)) {
      var known = new TreeSet<>(columns);
      known.addAll(made);
      throw new ChartFault(
          file,
          "there is no field \""
              + field
              + "\""
              + Nearest.to(field, known)
              + (columns.isEmpty() ? "" : " (there are " + String.join(", ", columns) + ")"));
    }
  }

  private static List<String> texts(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.asText());
    }
    var texts = new ArrayList<String>();
    if (node.isArray()) {
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
    return String.join(
        ", ", EnumSet.allOf(ChartTable.class).stream().map(ChartTable::tableName).toList());
  }
}
