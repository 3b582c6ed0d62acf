package dev.threadmill.questions;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;

/// The declaration on the class of a benchmark.
record Declaration(Class<?> type) {
  private static final Map<String, Declaration> BY_TYPE = load();

  /// That of a benchmark, by its full name; empty where the jar has no such benchmark.
  static Optional<Declaration> of(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    return Optional.ofNullable(BY_TYPE.get(benchmark.substring(0, Math.max(0, method))));
  }

  static Stream<Declaration> all() {
    return BY_TYPE.values().stream();
  }

  /// No class is initialised: only its annotations are read.
  private static Map<String, Declaration> load() {
    Map<String, Declaration> byType = new LinkedHashMap<>();
    for (var entry : Catalog.ofThisJar().entries()) {
      byType.computeIfAbsent(
          entry.type(),
          name -> {
            try {
              return new Declaration(
                  Class.forName(name, false, Declaration.class.getClassLoader()));
            } catch (ClassNotFoundException e) {
              throw new IllegalStateException("JMH lists a class that the jar has not", e);
            }
          });
    }
    return byType;
  }

  List<Question> questions() {
    return Arrays.stream(type.getAnnotationsByType(Asks.class))
        .map(asks -> Question.of(type.getName(), asks))
        .toList();
  }

  List<Choice> cells(Preset preset) {
    return Arrays.stream(type.getAnnotationsByType(Cells.class))
        .filter(cells -> List.of(cells.in()).contains(preset.cells()))
        .map(cells -> Choice.of(cells.at()))
        .toList();
  }

  Optional<String> subject() {
    return Optional.ofNullable(type.getAnnotation(Named.class)).map(Named::value);
  }

  /// What readers call the value of a parameter; empty where no name was given.
  Optional<String> name(String parameter, String value) {
    return Stream.<Class<?>>iterate(type, one -> one != null, Class::getSuperclass)
        .flatMap(one -> Arrays.stream(one.getDeclaredFields()))
        .filter(
            field -> field.getName().equals(parameter) && field.isAnnotationPresent(Param.class))
        .flatMap(field -> Arrays.stream(field.getType().getFields()))
        .filter(constant -> constant.isEnumConstant() && constant.getName().equals(value))
        .map(constant -> constant.getAnnotation(Named.class))
        .filter(named -> named != null)
        .map(Named::value)
        .findFirst();
  }
}
