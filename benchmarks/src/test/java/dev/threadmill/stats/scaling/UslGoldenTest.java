package dev.threadmill.stats.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Golden;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The fit is that of SciPy's Levenberg and Marquardt, though ours has another method.
class UslGoldenTest {
  static Stream<Golden> scaling() {
    return Golden.cases("scaling");
  }

  @ParameterizedTest
  @MethodSource("scaling")
  void fitOfTheLaw(Golden golden) {
    var threads = Arrays.stream(golden.numbers("threads")).mapToInt(x -> (int) x).toArray();
    var points = new UslPoints(threads, golden.table("throughput"));
    var fit = points.fit();
    var lack = UslFit.LackOfFit.of(points, fit);
    assertThat(fit.law()).hasToString(golden.text("model"));
    golden.agrees(fit.curve().gamma(), "gamma");
    golden.agrees(fit.curve().sigma(), "sigma");
    golden.agrees(fit.curve().kappa(), "kappa");
    golden.agrees(lack.f(), "f", 1e-8);
    golden.agrees(lack.p(), "p", 1e-8);
  }

  @Test
  void theGoldenFitsAreOfEveryModel() {
    assertThat(scaling().map(golden -> golden.text("model")))
        .contains(Stream.of(UslPoints.Law.values()).map(Enum::name).toArray(String[]::new));
  }
}
