package dev.threadmill.stats.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.stats.RoundBootstrap;
import dev.threadmill.stats.scaling.UslFit.UslCurve;
import dev.threadmill.stats.scaling.UslFit.Withheld;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Tests what may be said of scaling, and what is withheld.
class UslFitTest {
  private static final int[] THREADS = {1, 2, 4, 8, 16, 32, 64};
  private static final UslFit.Ground GROUND = new UslFit.Ground(64, false);
  private static final UslCurve LAW = new UslCurve(1e6, 0.05, 0.001);
  private static final RoundBootstrap BOOTSTRAP = new RoundBootstrap(500, 3);

  @Test
  void aCleanLawIsFoundWithItsPeak() {
    var fit = fit(THREADS, 8, GROUND, LAW::throughput);
    assertThat(fit.withheldParameters()).isEmpty();
    assertThat(fit.withheldPeak()).isEmpty();
    assertThat(fit.curve().kappa()).isCloseTo(0.001, within(0.0002));
    assertThat(Objects.requireNonNull(fit.gamma()).contains(1e6)).isTrue();
    assertThat(Objects.requireNonNull(fit.sigma()).contains(0.05)).isTrue();
    assertThat(Objects.requireNonNull(fit.kappa()).contains(0.001)).isTrue();
    double peak = LAW.peak().orElseThrow();
    assertThat(Objects.requireNonNull(fit.peak()).contains(peak)).isTrue();
  }

  @Test
  void theParametersDoNotDependOnTheUnitOfThroughput() {
    var fit = fit(THREADS, 8, GROUND, LAW::throughput);
    var small = fit(THREADS, 8, GROUND, n -> LAW.throughput(n) / 1e9);
    assertThat(small.curve().sigma()).isCloseTo(fit.curve().sigma(), within(1e-12));
    assertThat(small.curve().kappa()).isCloseTo(fit.curve().kappa(), within(1e-12));
    assertThat(small.lackOfFit().p()).isCloseTo(fit.lackOfFit().p(), within(1e-9));
  }

  @Test
  void fiveLevelsAreTooFew() {
    var few = new int[] {1, 4, 16, 32, 64};
    assertThat(fit(few, 8, GROUND, LAW::throughput).withheldParameters())
        .containsExactly(Withheld.FEW_LEVELS);
  }

  @Test
  void threadsBeyondTheCpusCountQueueing() {
    var fit = fit(THREADS, 8, new UslFit.Ground(32, false), LAW::throughput);
    assertThat(fit.withheldParameters()).containsExactly(Withheld.MORE_THAN_CPUS);
    assertThat(fit.withheldPeak()).contains(Withheld.MORE_THAN_CPUS);
    assertThat(fit.peak()).isNull();
  }

  @Test
  void siblingsMixedAmongCoresAreNoLevels() {
    assertThat(fit(THREADS, 8, new UslFit.Ground(64, true), LAW::throughput).withheldParameters())
        .containsExactly(Withheld.MIXED_CORES);
  }

  @Test
  void moreThanProportionalIsRefused() {
    var fit = fit(THREADS, 8, GROUND, n -> n == 1 ? 1e6 : 1.2e6 * n);
    assertThat(fit.withheldParameters()).contains(Withheld.SUPER_LINEAR);
    assertThat(fit(THREADS, 8, GROUND, n -> 1e6 * n).withheldParameters()).isEmpty();
  }

  @Test
  void oneRoundCannotTellWhetherTheLawHolds() {
    var fit = fit(THREADS, 1, GROUND, LAW::throughput);
    assertThat(fit.withheldParameters()).containsExactly(Withheld.NO_REPLICATES);
    assertThat(fit.lackOfFit().p()).isNaN();
  }

  @Test
  void aKneeDoesNotFit() {
    var fit = fit(THREADS, 8, GROUND, n -> Math.min(n, 8) * 1e6);
    assertThat(fit.withheldParameters()).containsExactly(Withheld.DOES_NOT_FIT);
  }

  @Test
  void fiveRoundsHaveAFitAndNoIntervals() {
    var fit = fit(THREADS, 5, GROUND, LAW::throughput);
    assertThat(fit.withheldParameters()).isEmpty();
    assertThat(fit.sigma()).isNull();
    assertThat(fit.withheldPeak()).containsExactly(Withheld.FEW_ROUNDS);
  }

  @Test
  void amdahlHasNoPeak() {
    var amdahl = new UslCurve(1e6, 0.1, 0);
    assertThat(amdahl.peak()).isEmpty();
    assertThat(fit(THREADS, 8, GROUND, amdahl::throughput).withheldPeak())
        .contains(Withheld.NO_DECLINE);
  }

  @Test
  void aPeakFarBeyondTheLevelsIsNotTold() {
    var late = new UslCurve(1e6, 0.0, 0.000_02);
    assertThat(fit(THREADS, 8, GROUND, late::throughput).withheldPeak())
        .contains(Withheld.BEYOND_RANGE);
  }

  @Test
  void numbersWithoutNoiseAreTheLaw() {
    var throughput = new double[2][THREADS.length];
    for (var round : throughput) {
      for (int l = 0; l < THREADS.length; l++) {
        round[l] = LAW.throughput(THREADS[l]);
      }
    }
    var fit = UslFit.of(THREADS, throughput, GROUND, BOOTSTRAP);
    assertThat(fit.curve().sigma()).isCloseTo(0.05, within(1e-12));
    assertThat(fit.lackOfFit().p()).isEqualTo(1);
    throughput[0][3] *= 0.5;
    throughput[1][3] *= 0.5;
    assertThat(UslFit.of(THREADS, throughput, GROUND, BOOTSTRAP).lackOfFit().p()).isZero();
  }

  @Test
  void aMissingForkIsLeftOut() {
    var throughput = noisy(THREADS, 8, LAW::throughput);
    throughput[2][4] = Double.NaN;
    var fit = UslFit.of(THREADS, throughput, GROUND, BOOTSTRAP);
    assertThat(fit.curve().kappa()).isCloseTo(0.001, within(0.0002));
    assertThat(fit.kappa()).isNotNull();
  }

  @Test
  void whatIsNoMeasurementIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UslFit.of(new int[] {2, 1}, new double[1][2], GROUND, BOOTSTRAP));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UslFit.of(new int[] {1, 2}, new double[1][3], GROUND, BOOTSTRAP));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UslFit.of(new int[] {1, 2}, new double[1][2], GROUND, BOOTSTRAP));
    var missing = new double[][] {{5, Double.NaN}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UslFit.of(new int[] {1, 2}, missing, GROUND, BOOTSTRAP));
  }

  private static UslFit fit(
      int[] threads, int rounds, UslFit.Ground ground, DoubleUnaryOperator law) {
    return UslFit.of(threads, noisy(threads, rounds, law), ground, BOOTSTRAP);
  }

  private static double[][] noisy(int[] threads, int rounds, DoubleUnaryOperator law) {
    var random = new Random(12);
    var throughput = new double[rounds][threads.length];
    for (var round : throughput) {
      for (int l = 0; l < threads.length; l++) {
        round[l] = law.applyAsDouble(threads[l]) * Math.exp(0.02 * random.nextGaussian());
      }
    }
    return throughput;
  }
}
