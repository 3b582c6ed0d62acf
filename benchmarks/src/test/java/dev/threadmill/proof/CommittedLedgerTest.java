package dev.threadmill.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.comparison.Arm;
import dev.threadmill.comparison.Estimates;
import dev.threadmill.comparison.Judged;
import dev.threadmill.comparison.Terms;
import dev.threadmill.comparison.Verdicts;
import dev.threadmill.proof.Proof.HitRate;
import dev.threadmill.results.Ledger;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.LedgerEntry.Ruling;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.ForkScore;
import dev.threadmill.stats.Judge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The engine of today judges the forks of the committed ledger as they were judged when they ran.
class CommittedLedgerTest {
  private static final List<LedgerEntry> LEDGER =
      new Ledger(Path.of("..", "results", "aa-ledger.jsonl")).entries();

  private static Judged judged(LedgerEntry entry) {
    var terms = new Terms(Judge.SHARED_EFFECT, entry.alpha());
    var ratio =
        Estimates.inRounds(arm(entry, entry.other()), arm(entry, entry.base()), entry.alpha());
    return new Verdicts(terms).with(ratio.orElseThrow(), entry.disturbances());
  }

  private static Arm arm(LedgerEntry entry, List<Fork> forks) {
    SortedMap<Integer, Double> logs = new TreeMap<>();
    for (var fork : forks) {
      double[] scores = fork.scores().stream().mapToDouble(Double::doubleValue).toArray();
      logs.put(logs.size() + 1, ForkScore.log(scores, entry.higherIsBetter()));
    }
    return Arm.ofLogs(Samples.cell("a"), logs);
  }

  @Test
  void theFiguresAndVerdictsOfEveryOutcomeAreThoseOfTheEngine() {
    assertThat(LEDGER)
        .hasSizeGreaterThan(300)
        .allSatisfy(
            entry -> {
              var judged = judged(entry);
              var interval = Objects.requireNonNull(judged.ratio().interval());
              assertThat(judged.ratio().ratio()).isCloseTo(entry.ratio(), within(1e-12));
              assertThat(interval.low()).isCloseTo(entry.low(), within(1e-12));
              assertThat(interval.high()).isCloseTo(entry.high(), within(1e-12));
              assertThat(judged.q()).isCloseTo(entry.p(), within(1e-12));
              assertThat(entry.hit()).isEqualTo(judged.q() <= 0.05);
              assertThat(Ruling.of(judged.verdict())).isEqualTo(entry.verdict());
            });
  }

  @Test
  void equalArmsAreRarelyCalledDifferentAndPlantedOnesAreFound() {
    var proof = Proof.of(LEDGER.subList(0, 307)); // whoever proves anew appends to it
    assertThat(proof.equal()).isEqualTo(new HitRate(2, 131));
    assertThat(proof.trusted()).isEqualTo(new HitRate(0, 74));
    assertThat(proof.covered()).isEqualTo(new HitRate(171, 176));
    Map<String, HitRate> found =
        proof.rates().stream()
            .filter(arm -> arm.benchmark().equals(Proof.ALL) && arm.rounds() == 32)
            .collect(Collectors.toMap(Proof.ArmRates::arm, Proof.ArmRates::slower));
    assertThat(found)
        .containsEntry("102", new HitRate(4, 16))
        .containsEntry("103", new HitRate(10, 16))
        .containsEntry("105", new HitRate(16, 16))
        .containsEntry("110", new HitRate(16, 16));
  }
}
