package dev.threadmill.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.proof.LedgerRace.Evidence;
import dev.threadmill.proof.LedgerRace.Method;
import dev.threadmill.proof.LedgerRace.Pace;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The methods of the race agree with SciPy, and their hits are counted right.
class LedgerRaceTest {
  static Stream<Golden> races() {
    return Golden.cases("races");
  }

  @ParameterizedTest
  @MethodSource("races")
  void methodsSayWhatSciPySays(Golden golden) {
    var evidence = new Evidence(Forks.of(golden.table("a")), Forks.of(golden.table("b")), false);
    for (var method : Method.values()) {
      assertThat(method.differs(evidence))
          .as(method.name())
          .isEqualTo(golden.integer(method.name()) == 1);
    }
  }

  @Test
  void someGoldenCasesDifferAndSomeDoNot() {
    for (var method : Method.values()) {
      assertThat(races().map(golden -> golden.integer(method.name())))
          .as(method.name())
          .contains(0, 1);
    }
  }

  static Stream<Golden> ranks() {
    return Golden.cases("ranks");
  }

  @ParameterizedTest
  @MethodSource("ranks")
  void rankTestSaysWhatSciPySays(Golden golden) {
    double[] a = golden.numbers("a");
    double[] b = golden.numbers("b");
    golden.agrees(LedgerRace.mannWhitney(a, b), "p");
    golden.agrees(LedgerRace.mannWhitney(b, a), "p");
  }

  @Test
  void equalValuesDoNotDiffer() {
    assertThat(LedgerRace.mannWhitney(new double[] {2, 2, 2}, new double[] {2, 2})).isEqualTo(1);
  }

  private static List<LedgerEntry> ledger() {
    var random = new Random(1);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      entries.add(Forks.drawn(i % 2 == 0 ? "a" : "b", "again", 1, 5, random));
      entries.add(Forks.drawn("a", "110", 1 / 1.1, 5, random));
    }
    return entries;
  }

  @Test
  void countingIterationsIsSeenToFindWhatIsNotThere() {
    var race = LedgerRace.lanes(ledger());
    for (var lane : race) {
      assertThat(lane.equal().trials()).isEqualTo(80);
      assertThat(lane.found().get("110").trials()).isEqualTo(80);
      assertThat(lane.found().get("110").share()).as(lane.method().name()).isGreaterThan(0.9);
      for (int rounds : LedgerRace.ROUNDS) {
        double share = lane.relabelled().get(rounds).share();
        switch (lane.method()) {
          case OURS -> assertThat(share).isLessThan(0.07);
          case POOLED_T, MANN_WHITNEY -> assertThat(share).isGreaterThan(0.15);
          default -> assertThat(share).isBetween(0.0, 1.0);
        }
      }
    }
    assertThat(race).isEqualTo(LedgerRace.lanes(ledger()));
  }

  @Test
  void tooFewRoundsForAWindowAreNoTrials() {
    var race = LedgerRace.lanes(ledger().subList(0, 2));
    assertThat(race.getFirst().relabelled().get(5).trials()).isPositive();
    assertThat(race.getFirst().relabelled().get(8).trials()).isZero();
  }

  @Test
  void whatIsFasterIsNotFoundSlower() {
    var evidence =
        new Evidence(
            Forks.of(new double[][] {{10, 11}, {10, 11}, {10, 11}}),
            Forks.of(new double[][] {{5, 6}, {5, 6}, {5, 6.1}}),
            false);
    for (var method : Method.values()) {
      assertThat(method.differs(evidence)).isTrue();
      assertThat(method.findsSlower(evidence)).isFalse();
      assertThat(method.findsSlower(new Evidence(evidence.base(), evidence.other(), true)))
          .isTrue();
    }
  }

  @Test
  void flippingExchangesWholeForksWithinARound() {
    var evidence =
        new Evidence(
            Forks.of(new double[][] {{1}, {2}, {3}}),
            Forks.of(new double[][] {{4}, {5}, {6}}),
            false);
    var flipped = evidence.flipped(0b101);
    assertThat(LedgerRace.scores(flipped.base())).containsExactly(4, 2, 6);
    assertThat(LedgerRace.scores(flipped.other())).containsExactly(1, 5, 3);
    double[] before = evidence.differences();
    assertThat(flipped.differences()).containsExactly(-before[0], before[1], -before[2]);
  }

  @Test
  void paceIsTheFirstRoundThatIsPrecise() {
    var steady = pair(100, 101, 100, 99, 100, 101, 99);
    var pair = Pace.of(List.of(steady)).pairs().getFirst();
    assertThat(pair.rounds()).isEqualTo(5);
    assertThat(pair.projected()).isFalse();
    assertThat(pair.seconds()).isEqualTo(5 * (2 + 2));
  }

  @Test
  void whereTheLedgerHasTooFewRoundsThePaceIsProjected() {
    var noisy = pair(100, 110, 90, 105, 95);
    var pair = Pace.of(List.of(noisy)).pairs().getFirst();
    assertThat(pair.projected()).isTrue();
    // The interval of five such rounds is 2.3 times as wide as wanted.
    assertThat(pair.rounds()).isBetween(10, 30);
    var pace = Pace.of(List.of(noisy, pair(100, 101, 100, 99, 100)));
    assertThat(pace.projected()).isEqualTo(1);
    assertThat(pace.shareWithin(20 / Pace.STOCK_SECONDS)).isEqualTo(0.5);
    assertThat(pace.shareWithin(0.25)).isEqualTo(1);
  }

  private static LedgerEntry pair(double... other) {
    var base = forks(DoubleStream.of(other).map(score -> 100).toArray());
    return Samples.outcome("a", "again", 1, base, forks(other), 1, new double[] {0.9, 1.1}, 0.5);
  }

  private static List<Fork> forks(double... scores) {
    return DoubleStream.of(scores).mapToObj(score -> new Fork(2000, List.of(score))).toList();
  }
}
