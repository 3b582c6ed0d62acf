package dev.threadmill.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.recording.Cells;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that the declarations of benchmarks make sense.
class QuestionsTest {
  static Stream<Question> questions() {
    return Questions.all().stream();
  }

  @Test
  void everyBenchmarkAsksSomething() {
    for (var entry : Catalog.ofThisJar().entries()) {
      assertThat(Questions.all()).as(entry.name()).anyMatch(one -> one.isAskedBy(entry.name()));
    }
  }

  @Test
  void noTwoQuestionsHaveOneId() {
    assertThat(Questions.all()).extracting(Question::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aQuestionIsASentenceWithAnIdThatOneCanType(Question question) {
    assertThat(question.id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(question.wording()).matches("[A-Z].*\\?").hasSizeLessThan(81);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aQuestionNamesParametersAndValuesThatThereAre(Question question) {
    for (var words :
        List.of(
            question.fixed(),
            question.never(),
            question.typical(),
            question.rival().isEmpty()
                ? Map.<String, String>of()
                : Map.of(question.factor(), question.rival()))) {
      words.forEach((name, value) -> assertThat(has(question, name, value)).as(value).isTrue());
    }
    assertThat(question.fixed()).doesNotContainKey(question.factor());
    assertThat(question.typical()).doesNotContainKey(question.factor());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void presetsNameParametersAndValuesThatThereAre(Question question) {
    for (var preset : Preset.values()) {
      for (var choice : Questions.cells(question.benchmark() + ".", preset)) {
        choice
            .values()
            .forEach(
                (name, values) ->
                    assertThat(values)
                        .as("%s of %s", name, question.benchmark())
                        .allMatch(value -> has(question, name, value)));
      }
    }
  }

  /// Whether some method of the benchmark has the parameter, with that value where it is an enum's.
  private static boolean has(Question question, String name, String value) {
    return Catalog.ofThisJar().entries().stream()
        .filter(entry -> question.isAskedBy(entry.name()))
        .map(entry -> entry.params().getOrDefault(name, List.of()))
        .anyMatch(
            values ->
                values.contains(value)
                    || (!values.isEmpty()
                        && values.stream().noneMatch(one -> one.matches("[A-Z].*"))));
  }

  @Test
  void cellsAreOfPresetsThatThereAre() {
    Set<String> presets = Stream.of(Preset.values()).map(Preset::cells).collect(Collectors.toSet());
    assertThat(Questions.TYPES.values())
        .flatExtracting(type -> List.of(type.getAnnotationsByType(Cells.class)))
        .flatExtracting(cells -> List.of(cells.in()))
        .isSubsetOf(presets);
  }
}
