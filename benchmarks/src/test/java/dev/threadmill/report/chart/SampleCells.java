package dev.threadmill.report.chart;

import java.util.List;

/// The machines of the made-up tables, and how a figure on them is made.
final class SampleCells {
  static final String BIG = "epyc-9354-32c";
  static final String SMALL = "ryzen-5950x-16c";
  static final List<String> KINDS = List.of("platform", "virtual");

  private SampleCells() {}

  static double pace(String machine) {
    return machine.equals(BIG) ? 1 : 0.78;
  }

  static int coresOf(String machine) {
    return machine.equals(BIG) ? 32 : 16;
  }

  static ChartRow cell(
      String machine, String family, String benchmark, String contender, String kind, String when) {
    return ChartRow.of(
        "machine", machine,
        "jdk", "25",
        "family", family,
        "benchmark", benchmark,
        "contender", contender,
        "threadKind", kind,
        "condition", when,
        "cores", coresOf(machine));
  }

  /// A figure whose interval is `spread` to both sides, as a share.
  static ChartRow about(double score, double spread, String unit) {
    double rounded = Math.round(score * 1000) / 1000.0;
    return ChartRow.figure(rounded, rounded * (1 - spread), rounded * (1 + spread), unit, 8);
  }
}
