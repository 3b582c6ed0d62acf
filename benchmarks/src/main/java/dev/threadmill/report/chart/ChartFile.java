package dev.threadmill.report.chart;

/// A file of `plot-scripts`: its name there, and its text.
public record ChartFile(String fileName, String text) {
  static final String ENDING = ".vl.json";

  /// The name of the chart and of its pictures: the file's name without `.vl.json`.
  public String chartName() {
    return fileName.endsWith(ENDING)
        ? fileName.substring(0, fileName.length() - ENDING.length())
        : fileName;
  }

  ChartFault fault(String problem) {
    return new ChartFault(sentence(problem));
  }

  /// A sentence about the file on one line. Names and words in it may be a stranger's.
  String sentence(String problem) {
    var line = (fileName + ": " + problem).strip().replaceAll("\\s+", " ");
    return PlainText.of(PlainText.line(line), PlainText.SENTENCE);
  }

  /// A fault of a chart file, as a sentence that names the file.
  static final class ChartFault extends Exception {
    private static final long serialVersionUID = 1;

    private ChartFault(String sentence) {
      super(sentence);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }
}
