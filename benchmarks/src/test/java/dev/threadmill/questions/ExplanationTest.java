package dev.threadmill.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.questions.Explanation.Meaning;
import dev.threadmill.questions.Explanation.Parameter;
import dev.threadmill.results.Cell;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that comments in the suite explain its questions.
class ExplanationTest {
  static Stream<Question> questions() {
    return Questions.all().stream();
  }

  private static Explanation explanation(String id) {
    return Explanation.of(Questions.find(id).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void everyQuestionSaysWhatItVariesAndMeasures(Question question) {
    var explanation = Explanation.of(question);
    assertThat(explanation.summary()).matches("[A-Z].*\\?").doesNotContain("**", "`", "[", "///");
    assertThat(explanation.varies()).matches("[a-z].*\\.").doesNotContain("**", "`", "///");
    assertThat(explanation.measures()).matches("[a-z`].*\\.").doesNotContain("**", "`", "///");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void everyContenderSaysWhatItIs(Question question) {
    var contenders =
        Explanation.of(question).parameters().stream()
            .filter(parameter -> parameter.name().equals(Cell.CONTENDER))
            .flatMap(parameter -> parameter.values().stream())
            .toList();
    assertThat(contenders)
        .allSatisfy(
            contender ->
                assertThat(contender.description())
                    .as(contender.value())
                    .hasSizeBetween(5, 140)
                    .doesNotContain("`", "["));
    var factors = Explanation.of(question).parameters().stream().map(Parameter::name);
    assertThat(factors).contains(question.factor());
  }

  @Test
  void aParameterHasItsCommentAndItsValuesInOrder() {
    assertThat(explanation("task-size").parameters())
        .extracting(Parameter::name)
        .containsExactly("contender", "threadKind", "workTokens");
    var work = explanation("task-size").parameters().getLast();
    assertThat(work.description()).startsWith("Nothing, about one microsecond");
    assertThat(work.values())
        .extracting(Meaning::value)
        .containsExactly("0", "500", "5000", "500000");
    assertThat(work.isDescribed()).isFalse();
  }

  @Test
  void anEnumWithinAClassAndAStateWithinABenchmarkAreFound() {
    assertThat(explanation("false-sharing").parameters().getLast())
        .isEqualTo(
            new Parameter(
                "access",
                "",
                List.of(
                    new Meaning("WRITES", "Writes its own numbers."),
                    new Meaning(
                        "ADDS", "Adds one atomically; the first thread then does the same."),
                    new Meaning("READS", "Reads only."))));
    assertThat(explanation("harness").parameters())
        .extracting(Parameter::name)
        .containsExactly("threadKind", "members");
  }

  @Test
  void aClassWithoutSourceInTheJarHasNoComments() throws Exception {
    assertThat(Comments.of(ExplanationTest.class).words()).isEmpty();
    assertThat(Comments.of(Parameter.class).sentence()).isEmpty();
    assertThat(Comments.of(Stream.Builder.class).paragraph("Varies")).isEmpty();
  }
}
