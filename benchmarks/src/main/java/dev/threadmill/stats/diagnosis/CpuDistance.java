package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.Moments;
import java.util.Arrays;
import java.util.Optional;

/// Whether the two CPUs of a benchmark stayed as far from each other as they were, and what scores
/// made of it.
///
/// @param apart how far the CPUs were from each other in each fork, in nanoseconds
/// @param scores of the same forks, as measured
public record CpuDistance(double[] apart, double[] scores) {
  /// Of fewer, some other thing would often go the same way by chance.
  private static final int FEWEST_FORKS = 6;

  /// Whether they moved from fork to fork.
  public Optional<Finding> moved() {
    if (apart.length < 2) {
      return Optional.empty();
    }
    var range = Arrays.stream(apart).summaryStatistics();
    String least = number(range.getMin());
    String most = number(range.getMax());
    var moved = Symptom.CPUS_MOVED.in(range.getMax() / range.getMin(), least, most);
    double share = followed();
    return moved.flatMap(
        any -> Symptom.SCORES_FOLLOW_CPUS.in(share, least, most, percent(share)).or(() -> moved));
  }

  /// Whether they were farther apart on one side of a comparison than on the other. Where no scores
  /// follow them that is of little interest.
  public Optional<Finding> unlike(CpuDistance other) {
    double here = Moments.geometricMean(Arrays.stream(apart));
    double there = Moments.geometricMean(Arrays.stream(other.apart));
    boolean matters = isFollowed() || other.isFollowed();
    return Symptom.CPUS_UNLIKE
        .in(Math.max(here / there, there / here), number(here), number(there))
        .map(finding -> finding.atMost(matters ? Level.WARN : Level.NOTE));
  }

  private boolean isFollowed() {
    return Symptom.SCORES_FOLLOW_CPUS.in(followed(), "", "", "").isPresent();
  }

  /// The share of the scores' variance that a straight line takes away; NaN of too few forks.
  private double followed() {
    return apart.length < FEWEST_FORKS ? Double.NaN : explained(logs(apart), logs(scores));
  }

  private static double explained(double[] apart, double[] scores) {
    double common = Moments.products(apart, scores);
    return common * common / Moments.products(apart, apart) / Moments.products(scores, scores);
  }

  private static double[] logs(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
