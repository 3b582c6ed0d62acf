package dev.threadmill.analysis.compare;

import dev.threadmill.results.Cell;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rows that are wanted of a comparison: those whose name, or the id of a cell, matches.
public record Only(Pattern pattern) {
  public static final Only ALL = new Only(Pattern.compile(""));

  boolean takes(String name, Cell... cells) {
    return Stream.concat(Stream.of(name), Stream.of(cells).map(Cell::id))
        .anyMatch(one -> pattern.matcher(one).find());
  }
}
