package dev.threadmill.report.chart;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A column of a table: its name, and how to read its value from a row.
record Column(String name, Function<Object, @Nullable Object> read) {

  /// The columns of a record; those of a record within it stand in its place.
  static List<Column> of(Class<?> recordType) {
    return Arrays.stream(recordType.getRecordComponents()).flatMap(Column::of).toList();
  }

  private static Stream<Column> of(RecordComponent component) {
    Function<Object, @Nullable Object> read = row -> valueOf(component, row);
    return component.getType().isRecord()
        ? of(component.getType()).stream().map(inner -> inner.within(read))
        : Stream.of(new Column(component.getName(), read));
  }

  private Column within(Function<Object, @Nullable Object> outer) {
    return new Column(
        name,
        row -> {
          var inner = outer.apply(row);
          return inner == null ? null : read.apply(inner);
        });
  }

  private static @Nullable Object valueOf(RecordComponent component, Object row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component + " of " + row, e);
    }
  }
}
