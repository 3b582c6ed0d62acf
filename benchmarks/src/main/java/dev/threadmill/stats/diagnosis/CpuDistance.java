package dev.threadmill.stats.diagnosis;

import static dev.threadmill.stats.Figures.number;
import static dev.threadmill.stats.Figures.percent;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Moments;
import java.util.Arrays;
import java.util.Optional;

/// The check whether the two CPUs of a benchmark stayed at one latency from each other, and
/// whether scores followed it.
///
/// @param apart how far the CPUs were from each other in each fork, in nanoseconds
/// @param scores of the same forks, as measured
public record CpuDistance(double[] apart, double[] scores) {
  /// Of fewer, some other thing would often go the same way by chance.
  private static final int FEWEST_FORKS = 6;

  /// Whether they moved from fork to fork.
  ///
  /// @param matters how much forks must differ for it to matter that they follow
  public Optional<Finding> moved(double matters) {
    if (apart.length < 2) {
      return Optional.empty();
    }
    var range = Arrays.stream(apart).summaryStatistics();
    String least = number(range.getMin());
    String most = number(range.getMax());
    return Symptom.CPUS_MOVED
        .in(range.getMax() / range.getMin(), least, most)
        .map(
            moved ->
                Symptom.SCORES_FOLLOW_CPUS
                    .in(followed(), least, most, percent(followed()))
                    .filter(any -> Moments.deviation(logs(scores)) > matters)
                    .orElse(moved));
  }

  /// Whether the distance explains most of what forks differ by.
  public boolean isFollowed() {
    return Symptom.SCORES_FOLLOW_CPUS.in(followed(), "", "", "").isPresent();
  }

  /// The share of the scores' variance that a straight line takes away; NaN of too few forks.
  private double followed() {
    return apart.length < FEWEST_FORKS ? Double.NaN : explained(logs(apart), logs(scores));
  }

  /// The share of the variance of one sample that goes with another.
  public static double explained(double[] cause, double[] effect) {
    double common = Moments.products(cause, effect);
    return common * common / Moments.products(cause, cause) / Moments.products(effect, effect);
  }

  private static double[] logs(double[] values) {
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
