package dev.threadmill.report.chart;

import java.util.Locale;

/// What a chart is drawn on.
public enum Paper {
  LIGHT,
  DARK;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
