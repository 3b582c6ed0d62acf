package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartRow.Estimate;
import dev.threadmill.results.Cell;
import java.util.Set;
import java.util.stream.Stream;

/// The table `scaling`: the points of curves, and of the laws that may be drawn through them.
final class ScalingRows {
  private static final double NANOS_IN_SECOND = 1e9;
  private static final String UNIT = "op/s";

  private ScalingRows() {}

  static Stream<ChartRow> of(ScalingCurve curve, Conditions conditions) {
    return Stream.concat(measured(curve, conditions), fitted(curve, conditions));
  }

  private static Stream<ChartRow> measured(ScalingCurve curve, Conditions conditions) {
    return curve.cells().entrySet().stream()
        .flatMap(
            level -> {
              var result = curve.source().result(level.getValue());
              return Times.nanos(result)
                  .map(time -> time.inverse().times(NANOS_IN_SECOND).in(UNIT))
                  .or(() -> Times.missing(result, UNIT))
                  .map(
                      estimate ->
                          row(
                              curve,
                              conditions,
                              level.getValue(),
                              level.getKey(),
                              "measured",
                              estimate))
                  .stream();
            });
  }

  private static Stream<ChartRow> fitted(ScalingCurve curve, Conditions conditions) {
    return curve.law().filter(law -> law.withheldParameters().isEmpty()).stream()
        .flatMap(
            law ->
                curve.fittedAt().stream()
                    .map(
                        workers ->
                            row(
                                curve,
                                conditions,
                                curve.cells().lastEntry().getValue(),
                                workers,
                                "usl",
                                Estimate.withoutInterval(
                                    law.curve().throughput(workers), UNIT, 0))));
  }

  private static ChartRow row(
      ScalingCurve curve,
      Conditions conditions,
      Cell cell,
      double workers,
      String kind,
      Estimate estimate) {
    return new ChartRow.Scaling(
        conditions.row(curve.source(), cell, Names.contender(cell), Set.of("threads", Cell.CORES)),
        curve.sweep(),
        workers,
        kind,
        estimate);
  }
}
