package dev.threadmill.stats.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.BenjaminiHochberg;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import dev.threadmill.stats.StoppingRule;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paired ratios keep their promises on every kind of fork and host, where the usual ways do not.
///
/// Of ten thousand trials, a rate of 5 % has a standard error of 0.22 %: the largest of a hundred
/// such rates lies 0.6 % too high by chance alone, so that 6 % is as near as one may ask. The seeds
/// are fixed, and what is tested either passes always or never.
class SimulationTest {
  private static final List<Setting> SETTINGS = Setting.all().toList();
  private static final Trials TRIALS = new Trials(10_000);
  private static final StoppingRule RULE = new StoppingRule(3, 30, 0.02);
  private static final double ALPHA = 0.05;

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 8, 10})
  void equalArmsAreCalledDifferentInOneOfTwentyTrials(int rounds) {
    var rates =
        TRIALS.rates(
            SETTINGS,
            1_000 * rounds,
            (setting, draws) ->
                RatioEstimate.paired(setting.adjacentPairs(rounds, 0, draws), ALPHA).p() <= ALPHA);
    assertThat(rates.largest()).as("%s", rates).isLessThanOrEqualTo(0.06);
    assertThat(rates.mean()).isLessThanOrEqualTo(0.052);
    // A method that never says anything would pass the above. A neighbour that comes and goes makes
    // a few rounds very wide and others not at all, which makes it careful on purpose.
    assertThat(
            rates.least(
                setting ->
                    setting.effect() == ForkEffect.NORMAL && setting.host() != Host.NEIGHBOUR))
        .as("%s", rates)
        .isGreaterThanOrEqualTo(0.02);
  }

  @Test
  void theStoppingRuleCallsEqualArmsDifferentInOneOfTwentyTrials() {
    var rates =
        TRIALS.rates(SETTINGS, 77_000, (setting, draws) -> !stopped(setting, 0, draws).contains(1));
    assertThat(rates.largest()).as("%s", rates).isLessThanOrEqualTo(0.06);
    assertThat(rates.mean()).isLessThanOrEqualTo(0.05);
  }

  @Test
  void anIntervalAtTheStopHoldsTheTruth() {
    var trials = new Trials(5_000);
    for (double effect : List.of(0.02, 0.05, 0.5)) {
      var rates =
          trials.rates(
              SETTINGS,
              88_000,
              (setting, draws) -> stopped(setting, effect, draws).contains(1 + effect));
      // The least of a hundred rates lies up to three standard errors low by chance.
      assertThat(rates.least(setting -> true))
          .as("%s", rates)
          .isGreaterThanOrEqualTo(0.95 - 3 * trials.error(0.95));
      assertThat(rates.mean()).isGreaterThanOrEqualTo(0.95);
    }
  }

  @Test
  void largerEffectsAreFoundMoreOften() {
    var trials = new Trials(4_000);
    var setting = new Setting(ForkEffect.NORMAL, Host.STEADY, 0.02);
    var power =
        List.of(0.0, 0.02, 0.03, 0.05, 0.10).stream()
            .map(effect -> trials.rate(9, draws -> stopped(setting, effect, draws).isAbove(1)))
            .toList();
    assertThat(power).isSorted();
    assertThat(power.get(2)).isGreaterThanOrEqualTo(0.85);
    assertThat(power.get(3)).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void amongAHundredEqualPairsHardlyAnyIsDiscovered() {
    var setting = new Setting(ForkEffect.NORMAL, Host.STEADY, 0.02);
    var suites = new Trials(2_000);
    double adjusted =
        suites.rate(21, draws -> lowest(BenjaminiHochberg.adjust(family(setting, draws))) <= ALPHA);
    double raw = suites.rate(21, draws -> lowest(family(setting, draws)) <= ALPHA);
    assertThat(adjusted).isLessThanOrEqualTo(0.06);
    assertThat(raw).as("without the adjustment").isGreaterThan(0.9);
  }

  @Test
  void whatWasStoppedIsDiscoveredNoMoreOftenThanPromised() {
    var setting = new Setting(ForkEffect.NORMAL, Host.STEADY, 0.02);
    double discovered =
        new Trials(500)
            .rate(
                22,
                draws -> {
                  var p = new double[100];
                  Arrays.setAll(p, i -> StoppingRule.honest(ratioAtStop(setting, 0, draws).p()));
                  return lowest(BenjaminiHochberg.adjust(p)) <= ALPHA;
                });
    assertThat(discovered).isLessThanOrEqualTo(0.06 + 2 * new Trials(500).error(0.06));
  }

  // What follows must fail, which shows that the trials above could.

  @Test
  void onePartAfterTheOtherFindsDifferencesThatAreNotThere() {
    for (var host : List.of(Host.CORRELATED, Host.WALK, Host.RAMP, Host.NEIGHBOUR)) {
      var setting = new Setting(ForkEffect.NORMAL, host, 0.02);
      assertThat(TRIALS.rate(31, draws -> welchOfBlocksHits(setting, draws)))
          .as("%s", host)
          .isGreaterThan(0.12);
    }
    var steady = new Setting(ForkEffect.NORMAL, Host.STEADY, 0.02);
    assertThat(TRIALS.rate(32, draws -> welchOfBlocksHits(steady, draws))).isLessThan(0.06);
  }

  @Test
  void countingIterationsFindsDifferencesThatAreNotThere() {
    for (double correlation : List.of(0.4, 0.8)) {
      assertThat(TRIALS.rate(41, draws -> Iterations.pooledHits(correlation, draws)))
          .isGreaterThan(0.15);
    }
    assertThat(TRIALS.rate(42, draws -> Iterations.pooledHits(0, draws))).isLessThan(0.06);
    for (double correlation : List.of(0.0, 0.4, 0.8)) {
      assertThat(TRIALS.rate(43, draws -> Iterations.forkMeansHit(correlation, draws)))
          .isLessThan(0.06);
    }
  }

  @Test
  void percentilesOfABootstrapFindDifferencesThatAreNotThere() {
    var setting = new Setting(ForkEffect.NORMAL, Host.STEADY, 0.02);
    double hits =
        new Trials(2_000)
            .rate(
                51,
                draws ->
                    !PlainBootstrap.interval(setting.adjacentPairs(5, 0, draws), draws)
                        .contains(1));
    assertThat(hits).isGreaterThan(0.09);
  }

  @Test
  void stoppingAtASmallPFindsDifferencesThatAreNotThere() {
    var setting = new Setting(ForkEffect.NORMAL, Host.STEADY, 0.02);
    double hits =
        TRIALS.rate(
            61,
            draws -> {
              var differences = setting.adjacentPairs(20, 0, draws);
              for (int rounds = 5; rounds <= 20; rounds++) {
                var seen = Arrays.copyOf(differences, rounds);
                if (RatioEstimate.paired(seen, ALPHA).p() <= ALPHA) {
                  return true;
                }
              }
              return false;
            });
    assertThat(hits).isGreaterThan(0.12);
  }

  private static Interval stopped(Setting setting, double effect, Draws draws) {
    return Objects.requireNonNull(ratioAtStop(setting, effect, draws).interval());
  }

  private static RatioEstimate ratioAtStop(Setting setting, double effect, Draws draws) {
    var differences = setting.adjacentPairs(RULE.maxRounds(), Math.log1p(effect), draws);
    int rounds = RULE.minRounds();
    while (rounds < RULE.maxRounds() && RULE.excess(Arrays.copyOf(differences, rounds)) > 1) {
      rounds++;
    }
    return RatioEstimate.paired(Arrays.copyOf(differences, rounds), StoppingRule.ALPHA);
  }

  private static double[] family(Setting setting, Draws draws) {
    var p = new double[100];
    Arrays.setAll(p, i -> RatioEstimate.paired(setting.adjacentPairs(5, 0, draws), ALPHA).p());
    return p;
  }

  private static double lowest(double... values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static boolean welchOfBlocksHits(Setting setting, Draws draws) {
    var arms = setting.blocks(5, draws);
    return RatioEstimate.between(arms[0], arms[1], RunSpread.NONE, ALPHA).p() <= ALPHA;
  }
}
