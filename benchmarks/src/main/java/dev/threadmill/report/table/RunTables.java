package dev.threadmill.report.table;

import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.chart.ChartTables;
import java.util.ArrayList;
import java.util.List;

/// The tables of a report on one or several runs.
///
/// @param charts the rows that charts are drawn from
/// @param curves how counters scale, with the laws that fit
public record RunTables(ChartTables charts, List<ScalingCurve> curves) {
  public RunTables {
    curves = List.copyOf(curves);
  }

  /// Everything that the runs hold, in the order of the runs and of their plans.
  public static RunTables of(List<Source> sources) {
    var conditions = new Conditions(sources);
    List<ChartRow> rows = new ArrayList<>();
    List<ScalingCurve> curves = new ArrayList<>();
    for (var source : sources) {
      ThroughputRows.of(source, conditions).forEach(rows::add);
      RatioRows.of(source, conditions).forEach(rows::add);
      LatencyRows.of(source, conditions).forEach(rows::add);
      FootprintRows.of(source, conditions).forEach(rows::add);
      FairnessRows.of(source, conditions).forEach(rows::add);
      SwitchRows.of(source, conditions).forEach(rows::add);
      PinningRows.of(source, conditions).forEach(rows::add);
      MachineRows.of(source).forEach(rows::add);
      CorePairRows.of(source).forEach(rows::add);
      var scaling = ScalingCurve.of(source);
      scaling.forEach(curve -> ScalingRows.of(curve, conditions).forEach(rows::add));
      curves.addAll(scaling);
    }
    TraceRows.of(sources, conditions).forEach(rows::add);
    return new RunTables(ChartTables.of(rows), curves);
  }
}
