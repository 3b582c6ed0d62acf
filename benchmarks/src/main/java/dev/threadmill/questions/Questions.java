package dev.threadmill.questions;

import dev.threadmill.questions.Question.Choice;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.results.Cell;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;

/// All questions that the benchmarks of this jar ask, and what else their classes declare.
public final class Questions {
  /// The classes of the benchmarks, by name.
  static final Map<String, Class<?>> TYPES = types();

  private static final List<Question> ALL =
      TYPES.values().stream()
          .flatMap(
              type ->
                  Arrays.stream(type.getAnnotationsByType(Asks.class))
                      .map(asks -> Question.of(type.getName(), asks)))
          .sorted(
              Comparator.comparingInt(Question::order)
                  .thenComparing(Question::benchmark)
                  .thenComparing(Question::id))
          .toList();

  private Questions() {}

  /// No class is initialised: only its annotations are read.
  private static Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (var entry : Catalog.ofThisJar().entries()) {
      var name = entry.name().substring(0, entry.name().lastIndexOf('.'));
      try {
        types.put(name, Class.forName(name, false, Questions.class.getClassLoader()));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("JMH lists a class that the jar has not", e);
      }
    }
    return types;
  }

  /// In the order in which they are listed and answered.
  public static List<Question> all() {
    return ALL;
  }

  public static List<Question> of(Cell cell) {
    return ALL.stream().filter(question -> question.isAskedBy(cell.benchmark())).toList();
  }

  public static Optional<Question> find(String id) {
    return ALL.stream().filter(question -> question.id().equals(id)).findFirst();
  }

  /// The class of a benchmark, by its full name; none where the jar has no such benchmark.
  private static Stream<Class<?>> type(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    return Stream.ofNullable(TYPES.get(benchmark.substring(0, Math.max(0, method))));
  }

  /// What a preset measures of a benchmark.
  public static List<Choice> cells(String benchmark, Preset preset) {
    return type(benchmark)
        .flatMap(type -> Arrays.stream(type.getAnnotationsByType(Cells.class)))
        .filter(cells -> List.of(cells.in()).contains(preset.cells()))
        .map(cells -> Choice.of(cells.at()))
        .toList();
  }

  /// What a benchmark says that it does, by itself or else by its class.
  static Optional<String> subject(String benchmark) {
    var name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    return type(benchmark)
        .flatMap(
            type ->
                Stream.<AnnotatedElement>concat(
                    Arrays.stream(type.getMethods()).filter(one -> one.getName().equals(name)),
                    Stream.of(type)))
        .flatMap(named -> Stream.ofNullable(named.getAnnotation(Named.class)))
        .map(Named::value)
        .findFirst();
  }

  /// What readers call the value of a parameter; empty where no name was given.
  static Optional<Named> name(String benchmark, String parameter, String value) {
    return type(benchmark)
        .flatMap(Questions::parameters)
        .filter(field -> field.getName().equals(parameter))
        .flatMap(field -> constant(field, value).stream())
        .flatMap(constant -> Stream.ofNullable(constant.getAnnotation(Named.class)))
        .findFirst();
  }

  /// The fields of the parameters, in the class of a benchmark and in the states that it declares.
  static Stream<Field> parameters(Class<?> benchmark) {
    return Stream.concat(
            Stream.<Class<?>>iterate(benchmark, Objects::nonNull, Class::getSuperclass),
            Arrays.stream(benchmark.getDeclaredClasses()))
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> field.isAnnotationPresent(Param.class));
  }

  /// The constant of a value, where the parameter is an enum.
  static Optional<Field> constant(Field parameter, String value) {
    return Arrays.stream(parameter.getType().getFields())
        .filter(constant -> constant.isEnumConstant() && constant.getName().equals(value))
        .findFirst();
  }
}
