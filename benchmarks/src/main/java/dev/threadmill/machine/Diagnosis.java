package dev.threadmill.machine;

import dev.threadmill.machine.Observation.Fitness;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The verdict of the [Doctor] on a machine, with what it saw.
public record Diagnosis(
    Fingerprint fingerprint, NoiseFloor noise, HostActivity activity, List<Observation> findings) {
  /// The worst of all that is known; what is unknown counts for nothing, not even as fine.
  public Fitness worst() {
    for (var level : List.of(Fitness.BAD, Fitness.WARN, Fitness.FINE)) {
      if (findings.stream().anyMatch(finding -> finding.level() == level)) {
        return level;
      }
    }
    return Fitness.UNKNOWN;
  }

  /// The difference between two equal measurements on a machine, below which no single comparison
  /// of two short ones can tell anything.
  ///
  /// Two arms that are the same [Ruler] are measured in turn. Their true difference is zero, so
  /// the differences found are noise alone, and their root mean square about zero is its size.
  /// The floor is what 95 in 100 single comparisons stay under if the noise is normal. More and
  /// longer forks go below it, by the square root of their number at best.
  public record NoiseFloor(double spinPercent, double copyPercent, int pairs) {
    private static final double NORMAL_95 = 1.96;

    static NoiseFloor of(List<Ruler.Scores> first, List<Ruler.Scores> second) {
      if (first.isEmpty() || first.size() != second.size()) {
        throw new IllegalArgumentException("two arms make pairs");
      }
      return new NoiseFloor(
          percent(first, second, Ruler.Scores::spinStepsPerSecond),
          percent(first, second, Ruler.Scores::copyBytesPerSecond),
          first.size());
    }

    private static double percent(
        List<Ruler.Scores> first, List<Ruler.Scores> second, ToDoubleFunction<Ruler.Scores> score) {
      double squares = 0;
      for (int i = 0; i < first.size(); i++) {
        double ratio = score.applyAsDouble(first.get(i)) / score.applyAsDouble(second.get(i));
        squares += Math.log(ratio) * Math.log(ratio);
      }
      return Math.expm1(NORMAL_95 * Math.sqrt(squares / first.size())) * 100;
    }

    public double percent() {
      return Math.max(spinPercent, copyPercent);
    }
  }
}
