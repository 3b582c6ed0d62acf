package dev.threadmill.report.chart;

import static dev.threadmill.report.chart.SampleCells.BIG;
import static dev.threadmill.report.chart.SampleCells.SMALL;

import java.util.ArrayList;
import java.util.List;

/// Made-up tables of two machines and two JDKs, shaped like those of real runs. Every figure comes
/// from a formula, so that they are the same always and everywhere.
public final class SampleTables {
  private SampleTables() {}

  /// All rows: two machines.
  public static ChartTables everything() {
    return ChartTables.of(rows());
  }

  /// What the kept pictures show: one machine, save where machines are compared, and fewer forks.
  public static ChartTables small() {
    return ChartTables.of(rows().stream().filter(SampleTables::isInSmall).toList());
  }

  private static boolean isInSmall(ChartRow row) {
    return switch (row) {
      case ChartRow.Throughput throughput -> throughput.cell().machine().equals(BIG);
      case ChartRow.Latency latency -> latency.cell().machine().equals(BIG);
      case ChartRow.Scaling scaling -> scaling.cell().machine().equals(BIG);
      case ChartRow.Footprint footprint -> footprint.cell().machine().equals(BIG);
      case ChartRow.Fairness fairness -> fairness.cell().machine().equals(BIG);
      case ChartRow.Switch switches -> switches.cell().machine().equals(BIG);
      case ChartRow.CorePair pair -> pair.machine().equals(SMALL);
      case ChartRow.Trace trace -> trace.spread() <= 4 && trace.fork() <= 4;
      case ChartRow.Ratio ignored -> true;
      case ChartRow.Pinning ignored -> true;
      case ChartRow.Machine ignored -> true;
    };
  }

  /// Just enough for every chart, for readers to whom each mark is work.
  public static ChartTables least() {
    return ChartTables.of(rows().stream().filter(row -> isInSmall(row) && isInLeast(row)).toList());
  }

  private static boolean isInLeast(ChartRow row) {
    return switch (row) {
      case ChartRow.Throughput throughput ->
          throughput.topology().isEmpty()
              || throughput.topology().equals("spsc") && throughput.capacity().equals("64");
      case ChartRow.Latency latency -> latency.cell().contender().length() <= "Channel".length();
      case ChartRow.Scaling scaling -> scaling.cell().contender().length() <= "Mutex".length();
      case ChartRow.Footprint footprint -> footprint.depth() == 0;
      case ChartRow.Fairness fairness -> fairness.worker() < 2;
      case ChartRow.CorePair pair -> pair.from() < 3 && pair.to() < 3;
      case ChartRow.Trace trace -> trace.spread() == 1 && trace.fork() == 1;
      default -> true;
    };
  }

  /// All rows as after a single round, of which no interval can be had.
  static ChartTables singleForks() {
    return ChartTables.of(rows().stream().map(SampleTables::withoutInterval).toList());
  }

  private static ChartRow withoutInterval(ChartRow row) {
    try {
      var components = row.getClass().getRecordComponents();
      var values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        var value = components[i].getAccessor().invoke(row);
        values[i] =
            value instanceof ChartRow.Estimate estimate && estimate.score() != null
                ? ChartRow.Estimate.withoutInterval(estimate.score(), estimate.unit(), 1)
                : value;
      }
      return (ChartRow) row.getClass().getDeclaredConstructors()[0].newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static List<ChartRow> rows() {
    List<ChartRow> rows = new ArrayList<>();
    for (var machine : List.of(BIG, SMALL)) {
      rows.addAll(SampleMessaging.of(machine));
      rows.addAll(SampleThreads.of(machine));
      rows.addAll(SampleSharing.of(machine));
      rows.addAll(SampleComparisons.of(machine));
    }
    rows.addAll(SampleHistories.of());
    rows.add(
        new ChartRow.Machine(
            BIG, "25", "AMD EPYC 9354", 32, 64, 128L << 30, "Linux 6.8", 0.004, 0));
    rows.add(
        new ChartRow.Machine(
            SMALL, "25", "AMD Ryzen 9 5950X", 16, 32, 64L << 30, "Linux 6.12", 0.011, 2));
    return List.copyOf(rows);
  }
}
