package dev.threadmill.report.findings;

import dev.threadmill.comparison.CellResult;
import dev.threadmill.questions.Names;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.results.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The scores of a benchmark as a table: what `rows=` names downwards, what `columns=` names
/// across. What makes sense nowhere in the table has no place there.
final class ScoreGrid {
  private final Placeholder placeholder;
  private final QuotedRun run;
  private final String rows;
  private final @Nullable String columns;

  private ScoreGrid(Placeholder placeholder, QuotedRun run) {
    this.placeholder = placeholder;
    this.run = run;
    this.rows = placeholder.need(Placeholder.ROWS);
    this.columns = placeholder.options().get(Placeholder.COLUMNS);
  }

  static String of(Placeholder placeholder, QuotedRun run) {
    placeholder.takes(1, true, Placeholder.RUN, Placeholder.ROWS, Placeholder.COLUMNS);
    return new ScoreGrid(placeholder, run).table(new CellSearch(placeholder, run).all());
  }

  private String table(List<Cell> cells) {
    var sensible = cells.stream().filter(this::makesSense).toList();
    var across = columns == null ? Set.of("") : values(sensible, columns);
    List<String> header = new ArrayList<>(List.of(""));
    for (var value : across) {
      header.add(columns == null ? "time" : heading(sensible, columns, value));
    }
    List<List<String>> lines = new ArrayList<>();
    for (var down : values(sensible, rows)) {
      List<String> line = new ArrayList<>(List.of(heading(sensible, rows, down)));
      for (var value : across) {
        line.add(
            score(
                cells.stream()
                    .filter(cell -> down.equals(value(cell, rows)))
                    .filter(cell -> columns == null || value.equals(value(cell, columns)))
                    .toList()));
      }
      lines.add(line);
    }
    return MarkdownText.table(header, lines).stripTrailing();
  }

  private boolean makesSense(Cell cell) {
    return run.source().result(cell).status() != CellResult.Status.NOT_APPLICABLE;
  }

  private String score(List<Cell> cells) {
    if (cells.isEmpty()) {
      return "not measured";
    }
    if (cells.size() > 1) {
      throw placeholder.fault(
          "has several cells for one place of the table, such as "
              + cells.get(0).id()
              + " and "
              + cells.get(1).id());
    }
    return CellScore.of(placeholder, run, cells.getFirst());
  }

  private Set<String> values(List<Cell> cells, String name) {
    Set<String> values = new LinkedHashSet<>();
    cells.forEach(cell -> values.add(value(cell, name)));
    return values;
  }

  private String value(Cell cell, String name) {
    if (name.equals(Cell.JDK)) {
      return run.source().jdk(cell);
    }
    var value = cell.coordinates().get(name);
    if (value == null) {
      throw placeholder.fault(
          "has no "
              + name
              + " to make a table by, but "
              + String.join(", ", cell.coordinates().keySet()));
    }
    return value;
  }

  /// A value as readers see it, in the words of a cell that has it.
  private String heading(List<Cell> cells, String name, String value) {
    var cell =
        cells.stream().filter(one -> value.equals(value(one, name))).findFirst().orElseThrow();
    return MarkdownText.of(
        switch (name) {
          case Cell.CONTENDER, Cell.THREAD_KIND -> Names.value(cell, name);
          case Cell.JDK -> "JDK " + value;
          default -> Names.parameter(cell, name);
        });
  }
}
