package dev.threadmill.questions;

import dev.threadmill.results.Cell;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a question is about, in the words of the comments in its benchmark's source.
///
/// @param summary the sentence above the benchmark
/// @param varies what its parameters are for
/// @param measures what its figures are
/// @param parameters those of the benchmark, what is compared first
public record Explanation(
    String summary, String varies, String measures, List<Parameter> parameters) {
  /// What the tools compare, in the reverse of the order in which it is told.
  private static final List<String> LAST = List.of(Cell.THREAD_KIND, Cell.CONTENDER);

  /// A parameter with all its values; the description of what has no comment is empty.
  public record Parameter(String name, String description, List<Meaning> values) {
    /// Whether any of its values says what it is.
    public boolean isDescribed() {
      return values.stream().anyMatch(value -> !value.description().isEmpty());
    }
  }

  /// A value of a parameter, and what it stands for.
  public record Meaning(String value, String description) {}

  public static Explanation of(Question question) {
    var type = Objects.requireNonNull(Questions.TYPES.get(question.benchmark()));
    var comments = Comments.of(type);
    return new Explanation(
        comments.sentence(),
        comments.paragraph("Varies"),
        comments.paragraph("Measures"),
        parameters(type, question));
  }

  private static List<Parameter> parameters(Class<?> type, Question question) {
    Map<String, List<String>> values = new HashMap<>();
    Catalog.ofThisJar().entries().stream()
        .filter(entry -> question.isAskedBy(entry.name()))
        .forEach(entry -> values.putAll(entry.params()));
    return Questions.parameters(type)
        .sorted(Comparator.comparing((Field one) -> LAST.indexOf(one.getName())).reversed())
        .map(field -> parameter(field, values.getOrDefault(field.getName(), List.of())))
        .toList();
  }

  private static Parameter parameter(Field field, List<String> values) {
    return new Parameter(
        field.getName(),
        Comments.of(field).words(),
        values.stream()
            .map(
                value ->
                    new Meaning(
                        value,
                        Questions.constant(field, value)
                            .map(constant -> Comments.of(constant).sentence())
                            .orElse("")))
            .toList());
  }
}
