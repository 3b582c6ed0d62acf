package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers in sentences.
class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "3, 3",
    "99.97, 100",
    "1234567, 1230000",
    "0.0012345, 0.00123",
    "-5.8235, -5.82",
    "2.5, 2.5",
    "NaN, NaN",
    "Infinity, Infinity",
  })
  void haveThreeDigits(double value, String words) {
    assertThat(Figures.number(value)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0.03, 3 %", "0.0213, 2.13 %", "1.5, 150 %"})
  void areShownInPercent(double share, String words) {
    assertThat(Figures.percent(share)).isEqualTo(words);
  }
}
