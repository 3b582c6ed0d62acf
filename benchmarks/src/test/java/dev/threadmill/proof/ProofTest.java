package dev.threadmill.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.proof.Proof.ArmRates;
import dev.threadmill.proof.Proof.HitRate;
import dev.threadmill.proof.Proof.Promise;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.LedgerEntry.VerdictWord;
import dev.threadmill.results.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hits, power and coverage are counted right, on made-up outcomes.
class ProofTest {
  private static final List<Fork> STEADY = forks(100, 100, 100);

  private static List<Fork> forks(double... scores) {
    return DoubleStream.of(scores).mapToObj(score -> new Fork(2000, List.of(score))).toList();
  }

  private static LedgerEntry outcome(
      String family, String arm, double truth, double ratio, double low, double high, double p) {
    return Samples.outcome(
        family, arm, truth, STEADY, forks(99, 100, 101), ratio, new double[] {low, high}, p);
  }

  private static ArmRates only(Proof proof) {
    return planted(proof, Proof.ALL).getFirst();
  }

  private static List<ArmRates> planted(Proof proof, String benchmark) {
    return proof.rates().stream()
        .filter(arm -> arm.benchmark().equals(benchmark) && arm.truth() < 1)
        .toList();
  }

  @Test
  void hitsOfEqualArmsAreFalseAndThoseOfPlantedOnesAreFound() {
    double truth = 100 / 102.0;
    var proof =
        Proof.of(
            List.of(
                outcome("a", "again", 1, 1.01, 0.99, 1.03, 0.3),
                outcome("a", "again", 1, 1.02, 1.01, 1.03, 0.01),
                outcome("b", "again", 1, 1.00, 0.99, 1.01, 0.9),
                outcome("a", "102", truth, 0.98, 0.97, 0.99, 0.01),
                outcome("a", "102", truth, 0.97, 0.96, 0.975, 0.001),
                outcome("b", "102", truth, 1.02, 1.01, 1.03, 0.02),
                outcome("b", "102", truth, 0.98, 0.95, 1.02, 0.4)));
    assertThat(proof.outcomes()).isEqualTo(7);
    assertThat(proof.equal()).isEqualTo(new HitRate(1, 3));
    assertThat(proof.covered()).isEqualTo(new HitRate(2, 4));
    var planted = only(proof);
    assertThat(planted.slower()).isEqualTo(new HitRate(2, 4));
    assertThat(planted.faster()).isEqualTo(new HitRate(1, 4));
    assertThat(planted.covered()).isEqualTo(new HitRate(2, 4));
    assertThat(proof.rates())
        .filteredOn(arm -> arm.arm().equals("again"))
        .extracting(ArmRates::faster)
        .containsExactly(new HitRate(1, 3), new HitRate(1, 2), new HitRate(0, 1));
    assertThat(proof.rates().getFirst().benchmark()).isEqualTo(Proof.ALL);
    assertThat(proof.verdicts())
        .containsEntry(VerdictWord.SLOWER, 1)
        .containsEntry(VerdictWord.UNDECIDED, 2);
  }

  @Test
  void thePromisedPowerIsThatOfTheSpreadOfTheForks() {
    var proof = Proof.of(List.of(outcome("a", "105", 100 / 105.0, 0.95, 0.94, 0.96, 0.01)));
    double spread = 0.01; // logs of 99, 100 and 101 against 100
    assertThat(proof.rates().getLast().spread()).isCloseTo(spread / Math.sqrt(2), within(1e-5));
    assertThat(only(proof).expected())
        .isCloseTo(Proof.power(100 / 105.0, spread, 3, 0.05), within(1e-4));
  }

  @Test
  void trialsOfMoreRoundsAreCountedByThemselves() {
    var random = new Random(5);
    var proof =
        Proof.of(
            List.of(
                Forks.drawn("a", "102", 100 / 102.0, 5, random),
                Forks.drawn("a", "102", 100 / 102.0, 20, random),
                Forks.drawn("a", "102", 100 / 102.0, 20, random)));
    var arms = planted(proof, Proof.ALL);
    assertThat(arms).extracting(ArmRates::rounds).containsExactly(5, 20);
    var few = arms.getFirst();
    var many = arms.getLast();
    assertThat(few.slower().trials()).isEqualTo(1);
    assertThat(many.slower().trials()).isEqualTo(2);
    assertThat(many.expected()).isGreaterThan(few.expected());
  }

  @Test
  void forksOfAKnownSpreadKeepAllPromises() {
    var random = new Random(5);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      entries.add(Forks.drawn("a", "again", 1, 5, random));
      entries.add(Forks.drawn("a", "103", 100 / 103.0, 5, random));
    }
    var proof = Proof.of(entries);
    var planted = only(proof);
    assertThat(proof.equal().share()).isBetween(0.02, 0.08);
    assertThat(planted.promise()).isEqualTo(Promise.KEPT);
    assertThat(proof.coverage()).isEqualTo(Promise.KEPT);
    assertThat(planted.covered().share()).isBetween(0.92, 0.98);
    assertThat(planted.slower().share()).isCloseTo(planted.expected(), within(0.06));
    assertThat(proof.rates().getLast().spread()).isCloseTo(0.02, within(0.002));
  }

  @Test
  void anArmThatIsNeverFoundFallsShortOfItsPromise() {
    var proof = Proof.of(List.of(outcome("a", "110", 100 / 110.0, 1, 0.99, 1.01, 0.9)));
    var planted = only(proof);
    assertThat(planted.slower().share()).isLessThan(planted.expected() - 0.05);
    assertThat(planted.covered().hits()).isZero();
    assertThat(planted.promise()).isEqualTo(Promise.OPEN); // of a single outcome
    var many =
        Proof.of(Collections.nCopies(40, outcome("a", "110", 100 / 110.0, 1, 0.99, 1.01, 0.9)));
    assertThat(only(many).promise()).isEqualTo(Promise.BROKEN);
    assertThat(many.coverage()).isEqualTo(Promise.BROKEN);
  }

  @ParameterizedTest
  @CsvSource({"15, 300, KEPT", "16, 300, OPEN", "0, 10, OPEN", "3, 10, BROKEN", "0, 0, OPEN"})
  void aPromiseOfFalsePositivesTakesManyOutcomes(int hits, int trials, Promise promise) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      entries.add(outcome("a", "again", 1, 1, 0.99, 1.01, i < hits ? 0.01 : 0.5));
    }
    var proof = Proof.of(entries);
    assertThat(proof.falsePositives()).isEqualTo(promise);
    assertThat(proof.trusted()).isEqualTo(new HitRate(hits, trials));
  }
}
