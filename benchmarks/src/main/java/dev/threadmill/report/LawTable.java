package dev.threadmill.report;

import dev.threadmill.questions.Names;
import dev.threadmill.report.ReportModel.Table;
import dev.threadmill.report.table.ScalingCurve;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import dev.threadmill.stats.scaling.UslFit;
import dev.threadmill.stats.scaling.Withheld;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the Universal Scalability Law says of each curve, or why it says nothing.
final class LawTable {
  private LawTable() {}

  static Stream<Table> of(List<ScalingCurve> curves) {
    return FigureTables.table(
        "What keeps a shared counter from scaling: the Universal Scalability Law",
        List.of("Contender", "Threads", "By", "Contention", "Coherence", "Peak", "On"),
        curves.stream()
            .filter(curve -> curve.law().isPresent())
            .map(curve -> row(curve, curve.law().orElseThrow())));
  }

  private static List<String> row(ScalingCurve curve, UslFit law) {
    var cell = curve.cells().lastEntry().getValue();
    boolean quoted = law.withheldParameters().isEmpty();
    var peak = law.curve().peak();
    return List.of(
        Names.contender(cell),
        Names.threadKind(cell),
        curve.sweep(),
        quoted
            ? figure(law.curve().sigma(), law.sigma())
            : "withheld: " + why(law.withheldParameters()),
        quoted ? figure(law.curve().kappa(), law.kappa()) : "withheld",
        law.withheldPeak().isEmpty() && peak.isPresent()
            ? figure(peak.getAsDouble(), law.peak())
            : "withheld: " + why(law.withheldPeak()),
        curve.source().machine() + ", JDK " + curve.source().jdk(cell));
  }

  private static String figure(double value, @Nullable Interval interval) {
    return Figures.number(value)
        + (interval == null
            ? ""
            : " [" + Figures.number(interval.low()) + ", " + Figures.number(interval.high()) + "]");
  }

  private static String why(List<Withheld> reasons) {
    return reasons.stream().map(Withheld::sentence).collect(Collectors.joining("; "));
  }
}
