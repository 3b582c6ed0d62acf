package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionOrderTest {
  @ParameterizedTest
  @CsvSource({
    "25.0.3+9-LTS, 25",
    "17.0.15+6-Debian-1deb12u1, 17",
    "28-ea+18, 28",
    "25-internal-adhoc.someone.jdk, 25",
    "1.8.0_402-b06, 8",
    "1.8, 8",
    "21, 21",
    "9.0.4, 9",
  })
  void featureIsTheFirstNumberSinceJava9AndTheSecondBefore(String text, int feature) {
    assertThat(version(text).feature()).isEqualTo(feature);
    assertThat(version(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "graal", "-1", "v21", "."})
  void textWithoutLeadingNumberIsNoVersion(String text) {
    assertThat(JavaVersion.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "17.0.15, false", // supported, but of no use here
    "21.0.2+13, true",
    "22, false",
    "24.0.1, false",
    "25+36-LTS, true",
    "27, false",
    "29, true",
    "29-ea+4, false",
    "33.0.1, true",
  })
  void everyFourthReleaseSince21IsLtsOnceItIsOut(String text, boolean lts) {
    assertThat(version(text).isLts()).isEqualTo(lts);
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_402, false", "17, false", "20.0.2, false", "21-ea+1, true", "22, true"})
  void oldestThatCanRunTheSuiteIs21(String text, boolean newEnough) {
    assertThat(version(text).isNewEnough()).isEqualTo(newEnough);
  }

  @Test
  void newestLtsIsPreferredThenTheNewestOfTheOthers() {
    var preferredFirst =
        Stream.of("28-ea+18", "21.0.9", "27.0.1", "25.0.3+9-LTS", "29-ea+4", "21.0.10", "25.0.3.1")
            .map(JavaVersionOrderTest::version)
            .sorted(JavaVersion.PREFERRED_FIRST)
            .map(JavaVersion::toString);

    assertThat(preferredFirst)
        .containsExactly(
            "25.0.3.1", "25.0.3+9-LTS", "21.0.10", "21.0.9", "29-ea+4", "28-ea+18", "27.0.1");
  }

  private static JavaVersion version(String text) {
    return JavaVersion.parse(text).orElseThrow();
  }
}
