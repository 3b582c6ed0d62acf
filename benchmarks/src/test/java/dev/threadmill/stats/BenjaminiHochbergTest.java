package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Many p-values at once.
class BenjaminiHochbergTest {
  @Property(tries = 300)
  void adjustedValuesAreNoSmallerAndInTheSameOrder(
      @ForAll @Size(min = 1, max = 60) List<@Scale(6) @DoubleRange(max = 1) Double> family) {
    var p = array(family);
    var q = BenjaminiHochberg.adjust(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(q[i]).isBetween(p[i], 1.0);
      for (int j = 0; j < p.length; j++) {
        if (p[i] <= p[j]) {
          assertThat(q[i]).isLessThanOrEqualTo(q[j]);
        }
      }
    }
  }

  @Property(tries = 100)
  void aQuestionWithoutAnswerCountsForNothing(
      @ForAll @Size(min = 1, max = 20) List<@Scale(6) @DoubleRange(max = 1) Double> family) {
    var p = array(family);
    var more = new double[p.length + 1];
    more[0] = Double.NaN;
    System.arraycopy(p, 0, more, 1, p.length);
    var q = BenjaminiHochberg.adjust(more);
    assertThat(q[0]).isNaN();
    assertThat(Arrays.copyOfRange(q, 1, q.length)).containsExactly(BenjaminiHochberg.adjust(p));
  }

  @Test
  void noQuestionsHaveNoAnswers() {
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
  }

  @Test
  void aPValueIsAProbability() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenjaminiHochberg.adjust(new double[] {0.5, 1.5}));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(x -> x).toArray();
  }
}
