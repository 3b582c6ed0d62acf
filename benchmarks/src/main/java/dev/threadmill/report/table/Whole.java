package dev.threadmill.report.table;

import dev.threadmill.results.Cell;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parameters that are whole numbers.
final class Whole {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private Whole() {}

  /// The value of a parameter; null where the cell has none of that name, or one that is not a
  /// number.
  static @Nullable Integer of(Cell cell, String name) {
    var value = cell.params().get(name);
    return value == null || !NUMBER.matcher(value).matches() ? null : Integer.valueOf(value);
  }

  static int of(Cell cell, String name, int otherwise) {
    var value = of(cell, name);
    return value == null ? otherwise : value;
  }
}
