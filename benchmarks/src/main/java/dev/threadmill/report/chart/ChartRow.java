package dev.threadmill.report.chart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A row of a table, or a part of one: values by the names of their columns. A column that is not
/// there is an empty cell.
///
/// Text is data. It may come from a stranger's run folder and is never read as markup.
///
/// @param values texts, whole and floating numbers, and booleans
public record ChartRow(Map<String, Object> values) {
  public ChartRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// A row of names and values in turn; a null is an empty cell.
  public static ChartRow of(@Nullable Object... namesAndValues) {
    return new ChartRow(put(new LinkedHashMap<>(), namesAndValues));
  }

  /// A figure with the ends of its 95 % interval, which are null where too few forks ran to tell.
  public static ChartRow figure(
      double score, @Nullable Double low, @Nullable Double high, String unit, int forks) {
    return of(
        "score", score, "low", low, "high", high, "unit", unit, "forks", forks, "status", "ok",
        "reason", "");
  }

  /// The place of a figure that is missing.
  ///
  /// @param status `n/a` where the cell cannot apply, `failed` where its forks failed
  public static ChartRow missing(String unit, String status, String reason) {
    return of("unit", unit, "forks", 0, "status", status, "reason", reason);
  }

  public ChartRow and(ChartRow more) {
    var all = new LinkedHashMap<>(values);
    all.putAll(more.values);
    return new ChartRow(all);
  }

  public ChartRow with(@Nullable Object... namesAndValues) {
    return new ChartRow(put(new LinkedHashMap<>(values), namesAndValues));
  }

  /// The row without all other columns.
  public ChartRow only(String... columns) {
    var kept = new LinkedHashMap<>(values);
    kept.keySet().retainAll(Set.of(columns));
    return new ChartRow(kept);
  }

  private static Map<String, Object> put(Map<String, Object> values, @Nullable Object... more) {
    for (int i = 0; i < more.length; i += 2) {
      var value = more[i + 1];
      if (value != null) {
        values.put(String.valueOf(more[i]), value);
      }
    }
    return values;
  }

  /// The value as text; nothing for an empty cell.
  public String text(String column) {
    var value = values.get(column);
    return value == null ? "" : value.toString();
  }

  /// The value as a number; null for an empty cell, and for one that holds no number.
  public @Nullable Double number(String column) {
    return values.get(column) instanceof Number number ? (Double) number.doubleValue() : null;
  }

  public boolean is(String column) {
    return Boolean.TRUE.equals(values.get(column));
  }
}
