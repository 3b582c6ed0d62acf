package dev.threadmill.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.threadmill.stats.Finding.Level;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests what may be said of a ratio.
class JudgeTest {
  private static final Judge JUDGE = new Judge(0.03, 0.05);

  @ParameterizedTest
  @CsvSource({
    "1.04, 1.08, 0.01, faster",
    "0.90, 0.96, 0.01, slower",
    "1.01, 1.08, 0.01, faster (maybe by less than 3 %)",
    "0.93, 0.99, 0.01, slower (maybe by less than 3 %)",
    "0.98, 1.02, 0.80, same (within 3 %)",
    "1.01, 1.02, 0.01, same (within 3 %)",
    "0.95, 1.06, 0.80, undecided (about 6 more rounds)",
    "1.04, 1.08, 0.06, undecided (about 6 more rounds)",
    "1.01, 1.08, 0.06, undecided (about 6 more rounds)",
  })
  void theVerdictFollowsFromIntervalAndQ(double low, double high, double q, String words) {
    assertThat(JUDGE.on(ratio(low, high, 10), q, List.of()).words()).isEqualTo(words);
  }

  @Test
  void aNumberOfRoundsThatNobodyWouldRunIsNotSpelledOut() {
    assertThat(new Verdict.Undecided(OptionalInt.of(100)).words())
        .isEqualTo("undecided (about 100 more rounds)");
    assertThat(new Verdict.Undecided(OptionalInt.of(1476)).words())
        .isEqualTo("undecided (more than 100 more rounds)");
  }

  @Test
  void whatMattersBeginsAtTheEffect() {
    assertThat(JUDGE.on(ratio(1.0301, 1.2, 10), 0.01, List.of()))
        .isEqualTo(new Verdict.Different(true, 0.03, true));
    assertThat(JUDGE.on(ratio(1.0299, 1.2, 10), 0.01, List.of()))
        .isEqualTo(new Verdict.Different(true, 0.03, false));
    assertThat(JUDGE.on(ratio(0.8, 1 / 1.0301, 10), 0.01, List.of()))
        .isEqualTo(new Verdict.Different(false, 0.03, true));
    assertThat(JUDGE.on(ratio(0.8, 1 / 1.0299, 10), 0.01, List.of()))
        .isEqualTo(new Verdict.Different(false, 0.03, false));
  }

  @Test
  void fewRoundsAreNeverCalledTheSame() {
    assertThat(JUDGE.on(ratio(0.99, 1.01, 4), 0.9, List.of()))
        .isInstanceOf(Verdict.Undecided.class);
    assertThat(JUDGE.on(ratio(0.99, 1.01, 5), 0.9, List.of())).isEqualTo(new Verdict.Same(0.03));
  }

  @Test
  void withoutAnIntervalNothingIsDecided() {
    var two = RatioEstimate.paired(new double[] {1, 1}, 0.05);
    assertThat(JUDGE.on(two, Double.NaN, List.of()))
        .isEqualTo(new Verdict.Undecided(OptionalInt.of(3)));
  }

  @Test
  void aBadFindingForbidsAVerdict() {
    var warned = new Finding(Check.STEAL, Level.WARN, "Some time was taken.");
    var bad = new Finding(Check.STEAL, Level.BAD, "Much time was taken.");
    var ratio = ratio(1.1, 1.2, 10);
    assertThat(JUDGE.on(ratio, 0.001, List.of(warned)))
        .isEqualTo(new Verdict.Different(true, 0.03, true));
    var verdict = JUDGE.on(ratio, 0.001, List.of(warned, bad));
    assertThat(verdict).isEqualTo(new Verdict.Unreliable(bad));
    assertThat(verdict.words()).isEqualTo("unreliable (Much time was taken)");
  }

  @Test
  void aMachineThatDriftsForbidsOnlyWhatWasNotSideBySide() {
    var drift = List.of(new Finding(Check.DRIFT, Level.BAD, "It drifted."));
    assertThat(JUDGE.on(ratio(1.1, 1.2, 10), 0.001, drift))
        .isEqualTo(new Verdict.Different(true, 0.03, true));
    var first = new double[] {1.0, 1.01, 0.99, 1.0, 1.01};
    var second = new double[] {0.5, 0.51, 0.49, 0.5, 0.51};
    var runs = RatioEstimate.between(first, second, RunSpread.NONE, 0.05);
    var ratios = RatioEstimate.ofRatios(first, second, RunSpread.NONE, 0.05);
    assertThat(JUDGE.on(runs, 0.001, drift)).isInstanceOf(Verdict.Unreliable.class);
    assertThat(JUDGE.on(ratios, 0.001, drift)).isEqualTo(new Verdict.Different(true, 0.03, true));
  }

  @Test
  void someThingsOnlyMoreRunsCanTell() {
    var a = new double[] {1.0, 1.01, 0.99, 1.0, 1.01};
    var runs = RatioEstimate.between(a, a, RunSpread.SHARED, 0.05);
    assertThat(JUDGE.on(runs, runs.p(), List.of()).words())
        .isEqualTo("undecided (only more runs can tell)");
  }

  @Test
  void aSingleRoundIsNotCalledRounds() {
    assertThat(new Verdict.Undecided(OptionalInt.of(1)).words())
        .isEqualTo("undecided (about 1 more round)");
  }

  @Test
  void aJudgeNeedsAnEffect() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Judge(0, 0.05));
    assertThatIllegalArgumentException().isThrownBy(() -> new Judge(0.03, 1));
  }

  /// A ratio whose spread asks for 16 rounds in all: 2.101 standard errors at 19 rounds, the
  /// first guess.
  private static RatioEstimate ratio(double low, double high, int rounds) {
    double center = Math.sqrt(low * high);
    double half = Math.log(high / center);
    double variance = 0.0555 * 0.0555 / rounds;
    var interval = new Interval(low, high);
    double degrees = rounds - 1.0;
    return new RatioEstimate(center, interval, 0.5, variance, 0, degrees, rounds, true, Bound.NONE);
  }
}
