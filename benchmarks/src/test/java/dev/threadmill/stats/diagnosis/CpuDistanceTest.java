package dev.threadmill.stats.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.simulation.Trials;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// CPUs that a hypervisor moves, and scores that may care.
class CpuDistanceTest {
  private static final double MATTERS = Math.log1p(0.05);
  private static final double[] MOVED = {52, 470, 55, 53, 460, 54, 480, 53};

  @Test
  void whatStaysWhereItIsIsNoFinding() {
    double[] apart = {52, 55, 61, 58, 70, 54};
    assertThat(new CpuDistance(apart, apart).moved(MATTERS)).isEmpty();
  }

  @Test
  void scoresThatFollowAreAWarning() {
    double[] scores = {88, 350, 90, 87, 340, 92, 355, 89};
    var finding = new CpuDistance(MOVED, scores).moved(MATTERS).orElseThrow();
    assertThat(finding.code()).isEqualTo("C19");
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.sentence())
        .contains("52 to 480 ns apart")
        .contains("explains 100 % of the scores' variance");
  }

  @Test
  void scoresThatDoNotCareLeaveANote() {
    double[] scores = {100, 101, 99, 100, 100, 101, 99, 100};
    assertThat(new CpuDistance(MOVED, scores).moved(MATTERS).orElseThrow().level())
        .isEqualTo(Level.NOTE);
  }

  @Test
  void equalScoresFollowNothing() {
    double[] scores = {7, 7, 7, 7, 7, 7, 7, 7};
    assertThat(new CpuDistance(MOVED, scores).moved(MATTERS).orElseThrow().level())
        .isEqualTo(Level.NOTE);
  }

  @Test
  void fewForksShowThatCpusMovedAndNoMore() {
    double[] apart = Arrays.copyOf(MOVED, 5);
    assertThat(new CpuDistance(apart, apart).moved(MATTERS).orElseThrow().level())
        .isEqualTo(Level.NOTE);
    assertThat(new CpuDistance(new double[] {52}, new double[] {88}).moved(MATTERS)).isEmpty();
    assertThat(new CpuDistance(new double[0], new double[0]).moved(MATTERS)).isEmpty();
  }

  @Test
  void scoresThatFollowByLessThanMattersLeaveANote() {
    double[] scores = {100, 103, 100, 100, 103, 100, 103, 100};
    var distance = new CpuDistance(MOVED, scores);
    assertThat(distance.isFollowed()).isTrue();
    assertThat(distance.moved(MATTERS).orElseThrow().level()).isEqualTo(Level.NOTE);
  }

  /// Three forks of eight were far apart, as above. Ten thousand trials.
  @Test
  void scoresThatDoNotCareRarelySeemToFollow() {
    double warned =
        new Trials(10_000)
            .rate(
                8,
                draws -> {
                  double[] scores = new double[MOVED.length];
                  Arrays.setAll(scores, i -> 100 * Math.exp(0.1 * draws.normal()));
                  return new CpuDistance(MOVED, scores).moved(MATTERS).orElseThrow().level()
                      == Level.WARN;
                });
    assertThat(warned).isCloseTo(0.01, within(0.005));
  }
}
