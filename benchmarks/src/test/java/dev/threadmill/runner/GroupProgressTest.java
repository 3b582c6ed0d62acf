package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.StoppingRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// When a group whose forks wait for turns has been measured enough.
class GroupProgressTest {
  private static final StoppingRule RULE = new StoppingRule(3, 20, 0.02);

  /// Three rounds, of which the second delay differs, and in which the first may starve.
  private static GroupProgress measured(long unserved) {
    var one = Samples.cell("fairness", "contender", "NONE");
    var two = Samples.cell("fairness", "contender", "YIELD");
    var progress = new GroupProgress(Samples.group(one, two));
    for (int round = 1; round <= 3; round++) {
      progress.add(Samples.delays(one, round, 1, 200 - unserved, 7000, unserved, 1 << 30), one);
      progress.add(Samples.delays(two, round, 2, 200, 1000L * round, 0, 0), two);
    }
    return progress;
  }

  @Test
  void delaysAreMeasuredUntilTheyArePrecise() {
    assertThat(measured(0).isFinished(RULE)).isFalse();
    assertThat(measured(0).widest(RULE)).isGreaterThan(1).isFinite();
  }

  @Test
  void waitsAreMeasuredUntilTheyArePrecise() {
    var one = Samples.cell("fairness", "contender", "NONE");
    var two = Samples.cell("fairness", "contender", "YIELD");
    var even = new GroupProgress(Samples.group(one, two));
    var uneven = new GroupProgress(Samples.group(one, two));
    for (int round = 1; round <= 5; round++) {
      for (var progress : List.of(even, uneven)) {
        progress.add(Samples.waits(one, round, 1, 7000, 0), one);
      }
      even.add(Samples.waits(two, round, 2, 1000, 0), two);
      uneven.add(Samples.waits(two, round, 2, 1000 * round, 0), two);
    }
    assertThat(even.isFinished(RULE)).isTrue();
    assertThat(uneven.isFinished(RULE)).isFalse();
  }

  @Test
  void aBoundGainsNothingByMoreRounds() {
    assertThat(measured(200).isFinished(RULE)).isTrue();
    assertThat(measured(200).roundsLeft(RULE)).isZero();
  }

  @Test
  void aQuestionIsMeasuredByWhatItAsksFor() {
    var cells =
        Stream.of("PLATFORM", "VIRTUAL")
            .map(
                kind ->
                    new Cell(
                        "dev.threadmill.suite.footprint.ParkedThreadBenchmark.startAndPark",
                        "ss",
                        Map.of("threadKind", kind),
                        null,
                        null,
                        null))
            .toList();
    var progress = new GroupProgress(new Group("footprint", cells));
    double[] times = {100, 300, 50, 200, 120};
    for (int round = 1; round <= 5; round++) {
      for (int i = 0; i < 2; i++) {
        var fork =
            Samples.memory(cells.get(i), round, times[(round + i) % 5], (i + 1) * 1000.0 + round);
        progress.add(fork, cells.get(i));
      }
    }
    assertThat(progress.isFinished(RULE)).isTrue();
  }
}
