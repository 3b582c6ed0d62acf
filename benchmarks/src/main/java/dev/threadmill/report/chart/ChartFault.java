package dev.threadmill.report.chart;

/// What is wrong with a chart file, in a sentence that names it.
final class ChartFault extends Exception {
  private static final long serialVersionUID = 1;

  private final String sentence;

  ChartFault(ChartFile file, String problem) {
    super(file.fileName() + ": " + problem);
    this.sentence = file.fileName() + ": " + problem;
  }

  String sentence() {
    return sentence;
  }
}
