package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of all that can be wrong.
class SymptomTest {
  @ParameterizedTest
  @EnumSource
  void hasACodeAndASentence(Symptom symptom) {
    var words = new Object[5];
    Arrays.fill(words, "7");
    assertThat(symptom.when(true, words).orElseThrow().sentence())
        .endsWith(".")
        .doesNotContain("%s")
        .doesNotContain("  ");
  }

  @ParameterizedTest
  @EnumSource
  void findsNothingWhereNothingIs(Symptom symptom) {
    assertThat(symptom.in(0)).isEmpty();
    assertThat(symptom.in(Double.NaN)).isEmpty();
  }
}
