package dev.threadmill.stats.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RunSpread;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Runs that differ by themselves are not called different, if that is taken into account.
///
/// Of ten thousand trials, a rate of 5 % has a standard error of 0.22 %.
class RunsSimulationTest {
  private static final Trials TRIALS = new Trials(10_000);
  private static final double ALPHA = 0.05;
  private static final double BETWEEN_RUNS = 0.02;

  @Test
  void aRunIsOneSampleHoweverManyForksItHas() {
    assertThat(TRIALS.rate(1, draws -> hits(RunSpread.NONE, draws))).isGreaterThan(0.3);
  }

  @Test
  void aKnownSpreadOfRunsIsAllowedFor() {
    var known = new RunSpread(BETWEEN_RUNS * BETWEEN_RUNS, 1_000, false);
    assertThat(TRIALS.rate(2, draws -> hits(known, draws))).isBetween(0.03, 0.06);
  }

  @Test
  void aSpreadLearntFromAHistoryIsAllowedFor() {
    double hits = TRIALS.rate(3, draws -> hits(learnt(20, draws), draws));
    assertThat(hits).isBetween(0.03, 0.06);
  }

  @Test
  void aSpreadThatIsAssumedTooLargeIsCareful() {
    assertThat(TRIALS.rate(4, draws -> hits(RunSpread.SHARED, draws))).isLessThan(0.02);
  }

  @Test
  void theMeansOfRunsSayHowRunsDiffer() {
    double hits =
        TRIALS.rate(
            5,
            draws -> {
              var a = new double[][] {run(draws), run(draws), run(draws)};
              var b = new double[][] {run(draws), run(draws), run(draws)};
              return RatioEstimate.ofRunMeans(a, b, ALPHA).p() <= ALPHA;
            });
    assertThat(hits).isBetween(0.02, 0.06);
  }

  @Test
  void ratiosOfRatiosDoNotSeeTheSpeedOfTheMachine() {
    double hits =
        TRIALS.rate(
            6,
            draws -> {
              double speed = draws.normal(1);
              var first = new double[6];
              var second = new double[9];
              Arrays.setAll(first, k -> speed + draws.normal(0.02) - (speed + draws.normal(0.02)));
              Arrays.setAll(second, k -> draws.normal(0.03) - draws.normal(0.03));
              return RatioEstimate.ofRatios(first, second, RunSpread.NONE, ALPHA).p() <= ALPHA;
            });
    assertThat(hits).isBetween(0.03, 0.06);
  }

  private static boolean hits(RunSpread spread, Draws draws) {
    return RatioEstimate.between(run(draws), run(draws), spread, ALPHA).p() <= ALPHA;
  }

  private static RunSpread learnt(int pairs, Draws draws) {
    var differences = new double[pairs];
    var variances = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      var a = run(draws);
      var b = run(draws);
      var between = RatioEstimate.between(a, b, RunSpread.NONE, ALPHA);
      differences[i] = Math.log(between.ratio());
      variances[i] = between.forkVariance() / 2;
    }
    return RunSpread.learnt(differences, variances);
  }

  private static double[] run(Draws draws) {
    double whole = draws.normal(BETWEEN_RUNS);
    var forks = new double[10];
    Arrays.setAll(forks, k -> whole + draws.normal(0.01));
    return forks;
  }
}
