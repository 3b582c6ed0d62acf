package dev.threadmill.cli;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.report.Sentence;
import dev.threadmill.report.table.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The answers of a run while it goes on: a row for each, which says who is ahead.
///
/// Reading them takes time from the forks, so it is done again only after fifty times as long.
final class Headlines implements LiveLine.Answers {
  private static final int SHARE = 50;

  private final Supplier<RunAnalysis> soFar;
  private long nextNanos = System.nanoTime();
  private List<List<String>> rows = List.of();

  /// @param soFar reads what the forks that ended say
  Headlines(Supplier<RunAnalysis> soFar) {
    this.soFar = soFar;
  }

  @Override
  public List<List<String>> rows(boolean urgent) {
    long start = System.nanoTime();
    if (urgent || start - nextNanos >= 0) {
      try {
        rows = read();
      } catch (RuntimeException | LinkageError e) {
        rows = List.of(); // they cost their table, never the run, which goes on to measure
      }
      long end = System.nanoTime();
      nextNanos = end + SHARE * (end - start);
    }
    return rows;
  }

  private List<List<String>> read() {
    List<List<String>> read = new ArrayList<>();
    Source.of(List.of(soFar.get()))
        .getFirst()
        .rankings()
        .forEach(
            (question, rankings) -> {
              var id = question.id();
              for (var clause : Sentence.soFar(question, rankings)) {
                read.add(List.of(id, clause));
                id = "";
              }
            });
    return read;
  }
}
