package dev.threadmill.analysis.compare;

import dev.threadmill.analysis.Quantity;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.GeometricMean;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.RoundBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Hands out verdicts in the order in which the family of p-values was collected.
final class Verdicts {
  private final Judge judge;
  private final double[] q;
  private int next;

  Verdicts(Judge judge, double[] q) {
    this.judge = judge;
    this.q = q;
  }

  Against on(Against draft) {
    List<ScoreRow> scores = new ArrayList<>();
    for (ScoreRow row : draft.scores()) {
      var ratio = row.ratio();
      scores.add(ratio == null ? row : judged(row, ratio));
    }
    List<RatioRow> ratios = new ArrayList<>();
    for (RatioRow row : draft.ratios()) {
      var ratio = row.ratio();
      ratios.add(ratio == null ? row : judged(row, ratio));
    }
    return new Against(
        draft.base(),
        draft.other(),
        draft.ofMachines(),
        draft.objections(),
        List.copyOf(scores),
        List.copyOf(ratios),
        draft.onlyInBase(),
        draft.onlyInOther(),
        mean(scores));
  }

  private ScoreRow judged(ScoreRow row, RatioEstimate ratio) {
    double adjusted = q[next++];
    var findings = join(Objection.distrust(row.objections()), row.findings());
    return row.judged(adjusted, judge.on(ratio, adjusted, findings));
  }

  private RatioRow judged(RatioRow row, RatioEstimate ratio) {
    double adjusted = q[next++];
    var findings = join(Objection.distrust(row.objections()), row.findings());
    return row.judged(adjusted, judge.on(ratio, adjusted, findings));
  }

  private static List<Finding> join(List<Finding> distrust, List<Finding> noticed) {
    return Stream.concat(distrust.stream(), noticed.stream()).toList();
  }

  private static @Nullable GeometricMean mean(List<ScoreRow> rows) {
    double[] ratios =
        rows.stream()
            .filter(row -> row.quantity() == Quantity.TIME && !row.isInDoubt())
            .mapToDouble(row -> Objects.requireNonNull(row.ratio()).ratio())
            .toArray();
    // The seed comes from what is averaged, so that the same rows have the same interval.
    return ratios.length == 0
        ? null
        : GeometricMean.of(
            ratios, new RoundBootstrap(RoundBootstrap.FULL, java.util.Arrays.hashCode(ratios)));
  }
}
