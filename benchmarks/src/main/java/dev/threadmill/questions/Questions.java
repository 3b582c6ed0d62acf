package dev.threadmill.questions;

import dev.threadmill.results.Cell;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All questions that the benchmarks of this jar ask.
public final class Questions {
  private static final List<Question> ALL =
      Declaration.all()
          .flatMap(declaration -> declaration.questions().stream())
          .sorted(
              Comparator.comparingInt(Question::order)
                  .thenComparing(Question::benchmark)
                  .thenComparing(Question::id))
          .toList();

  private Questions() {}

  /// In the order in which they are listed and answered.
  public static List<Question> all() {
    return ALL;
  }

  public static List<Question> of(Cell cell) {
    return ALL.stream().filter(question -> question.isAskedBy(cell.benchmark())).toList();
  }

  /// What a preset measures of a benchmark.
  public static List<Choice> cells(String benchmark, Preset preset) {
    return Declaration.of(benchmark).map(one -> one.cells(preset)).orElse(List.of());
  }

  public static Optional<Question> find(String id) {
    return ALL.stream().filter(question -> question.id().equals(id)).findFirst();
  }
}
