package dev.threadmill.cli;

import dev.threadmill.analysis.compare.Only;
import dev.threadmill.questions.Names;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rows whose name, or the id of whose cells, matches.
record OnlyNamed(Pattern pattern) implements Only {
  @Override
  public boolean takes(Cell cell, Quantity quantity) {
    return matches(RowNames.named(Names.of(cell), quantity), cell.id());
  }

  @Override
  public boolean takes(Comparison comparison, Quantity quantity) {
    return matches(
        RowNames.named(Names.of(comparison), quantity),
        comparison.other().id(),
        comparison.baseline().id());
  }

  private boolean matches(String... names) {
    return Stream.of(names).anyMatch(name -> pattern.matcher(name).find());
  }
}
