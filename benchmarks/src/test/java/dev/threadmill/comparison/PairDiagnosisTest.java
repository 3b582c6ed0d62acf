package dev.threadmill.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.comparison.MadeUpRun.Plant;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.Verdict;
import dev.threadmill.stats.simulation.Draws;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests what spoils a ratio, and what both sides have alike.
class PairDiagnosisTest {
  private static Compared compared(Plant plant) {
    return RunAnalysis.of(MadeUpRun.of(12, 0.01, 0.01, plant, new Draws(3)))
        .comparisons(Quantity.TIME)
        .getFirst();
  }

  private static Finding only(Compared compared, Check check) {
    return compared.findings().stream()
        .filter(finding -> finding.check() == check)
        .reduce((one, more) -> new Finding(check, Level.BAD, "twice: " + one + ", " + more))
        .orElseThrow(() -> new AssertionError(compared.findings()));
  }

  @Test
  void quietForksHaveNothingToTell() {
    assertThat(compared((fork, draws) -> {}).findings()).isEmpty();
  }

  @Test
  void aNeighbourOfOneSideForbidsAVerdict() {
    var compared =
        compared(
            (fork, draws) -> {
              if (fork.arm == 0 && fork.round <= 5) {
                fork.othersCpus = 0.8;
                fork.slower += 0.2;
              }
            });
    var found = only(compared, Check.NEIGHBOURS);
    assertThat(found.level()).isEqualTo(Level.BAD);
    assertThat(found.sentence())
        .isEqualTo(
            "Disturbed in 0 of 12 forks of one side and 5 of 12 forks of the other: other processes"
                + " kept 0.80 CPUs busy at worst; without them the result would be 'same'. See what"
                + " runs with `top`, and end it or wait for it.");
    assertThat(compared.verdict()).isEqualTo(new Verdict.Unreliable(found));
    assertThat(compared.findings())
        .as("the two speeds have a known cause")
        .noneMatch(finding -> finding.check() == Check.MODES);
  }

  @Test
  void aNeighbourOfBothSidesIsANote() {
    var compared =
        compared(
            (fork, draws) -> {
              if (fork.round % 3 == 0) {
                fork.othersCpus = 0.8;
                fork.slower += 0.2;
              }
            });
    assertThat(only(compared, Check.NEIGHBOURS).level()).isEqualTo(Level.NOTE);
    assertThat(compared.verdict().word()).isEqualTo("same");
  }

  @Test
  void aNeighbourOfAllForksOfASideLeavesNothingToJudgeBy() {
    var compared = compared((fork, draws) -> fork.othersCpus = fork.arm == 1 ? 0.8 : 0);
    assertThat(only(compared, Check.NEIGHBOURS).level()).isEqualTo(Level.BAD);
    assertThat(only(compared, Check.NEIGHBOURS).sentence()).contains("no others are left");
  }

  @Test
  void aNeighbourThatChangesNothingIsANote() {
    var compared =
        compared((fork, draws) -> fork.othersCpus = fork.arm == 0 && fork.round < 6 ? 0.8 : 0);
    assertThat(only(compared, Check.NEIGHBOURS).level()).isEqualTo(Level.NOTE);
    assertThat(compared.verdict().word()).isEqualTo("same");
  }

  @Test
  void aTrendOfOneSideForbidsAVerdictAndOneOfBothDoesNot() {
    Plant both = (fork, draws) -> Arrays.setAll(fork.slowerBy, i -> -0.04 * i);
    Plant one = (fork, draws) -> Arrays.setAll(fork.slowerBy, i -> -0.04 * i * fork.arm);
    assertThat(compared(both).findings())
        .allMatch(finding -> finding.check() == Check.TREND && finding.level() == Level.NOTE);
    assertThat(only(compared(one), Check.TREND).level()).isEqualTo(Level.BAD);
  }

  @Test
  void twoSpeedsThatOneSideHasForbidAVerdict() {
    var compared =
        compared((fork, draws) -> fork.slower += fork.arm == 1 && fork.round % 2 == 0 ? 0.2 : 0);
    assertThat(only(compared, Check.MODES).level()).isEqualTo(Level.BAD);
    assertThat(only(compared, Check.MODES).sentence()).contains("'same' for the faster forks");
  }

  @Test
  void twoSpeedsThatBothSidesHaveAreANote() {
    var compared = compared((fork, draws) -> fork.slower += fork.round % 2 == 0 ? 0.2 : 0);
    assertThat(compared.findings())
        .isNotEmpty()
        .allMatch(finding -> finding.check() == Check.MODES && finding.level() == Level.NOTE);
    assertThat(compared.verdict().word()).isEqualTo("same");
  }

  @Test
  void distancesThatOnlyOneSideHasForbidAVerdict() {
    var compared =
        compared(
            (fork, draws) -> {
              boolean far = fork.round % 6 == 0 ^ fork.arm == 1;
              fork.apart = far ? 450 + fork.round : 50 + fork.round;
              fork.slower += far ? 0.3 : 0;
            });
    var found = only(compared, Check.CORE_TO_CORE);
    assertThat(found.level()).isEqualTo(Level.BAD);
    assertThat(found.sentence()).contains("10 of 12 forks of one side and 2 of 12");
  }

  @Test
  void clocksAndCollectorsThatDifferAreTold() {
    var clocks = compared((fork, draws) -> fork.megahertz = fork.arm == 0 ? 3000 : 2900);
    assertThat(only(clocks, Check.FREQUENCY).level()).isEqualTo(Level.NOTE);
    var garbage = compared((fork, draws) -> fork.collecting = fork.arm == 0 ? 0 : 0.04);
    assertThat(only(garbage, Check.COLLECTION).level()).isEqualTo(Level.NOTE);
    assertThat(only(garbage, Check.COLLECTION).sentence()).contains("took 4 % of one side's time");
  }

  @Test
  void roundsThatAgreeToTheLastDigitAreNotToBeTrusted() {
    var run = MadeUpRun.of(5, 0, 0, (fork, draws) -> fork.slower = 0.1 * fork.arm, new Draws(1));
    var compared = RunAnalysis.of(run).comparisons(Quantity.TIME).getFirst();
    assertThat(only(compared, Check.CLOCK).level()).isEqualTo(Level.BAD);
  }

  @Test
  void memoryMayAgreeToTheLastByte() {
    var one = Samples.cell("footprint", "contender", "ONE");
    var two = Samples.cell("footprint", "contender", "TWO");
    List<ForkRecord> forks = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      forks.add(Samples.memory(one, round, 100 + round, 1_000));
      forks.add(Samples.memory(two, round, 100 - round, 2_000));
    }
    var group = Samples.group(one, two);
    var manifest = Samples.manifest(new Limits(3, 3, 0.02, 60), group);
    var run = new Run("made up", Path.of("made-up"), manifest, List.of(group), forks, List.of());
    assertThat(RunAnalysis.of(run).comparisons(Quantity.MEMORY))
        .singleElement()
        .satisfies(compared -> assertThat(compared.findings()).isEmpty());
  }

  @Test
  void aRoundThatDecidesAloneIsTold() {
    var compared =
        compared((fork, draws) -> fork.slower += fork.arm == 1 && fork.round == 8 ? 0.5 : 0);
    assertThat(only(compared, Check.OUTLIERS).level()).isEqualTo(Level.WARN);
    assertThat(only(compared, Check.OUTLIERS).sentence()).startsWith("Round 8 is far");
  }
}
