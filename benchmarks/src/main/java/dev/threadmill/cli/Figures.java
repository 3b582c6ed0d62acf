package dev.threadmill.cli;

import dev.threadmill.stats.Interval;
import dev.threadmill.stats.RatioEstimate;
import dev.threadmill.stats.ScoreEstimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers as tables and files write them.
final class Figures {
  /// What of a computed number is the same on every machine, and more than anyone needs.
  private static final MathContext DIGITS = new MathContext(9);

  private Figures() {}

  /// `12.3 ns/op ±2.1 % n=5`
  static String score(@Nullable ScoreEstimate score, String unit) {
    if (score == null) {
      return "-";
    }
    var interval = score.interval();
    return plain(score.score())
        + (unit.isEmpty() ? "" : " " + unit)
        + (interval == null
            ? ""
            : String.format(Locale.ROOT, " ±%.1f %%", 100 * interval.relativeHalfWidth()))
        + " n="
        + score.forks();
  }

  /// `1.59 [1.46, 1.73]`
  static String ratio(@Nullable RatioEstimate ratio) {
    return ratio == null ? "-" : plain(ratio.ratio()) + " " + interval(ratio.interval());
  }

  static String interval(@Nullable Interval interval) {
    return interval == null
        ? "[no interval]"
        : "[" + plain(interval.low()) + ", " + plain(interval.high()) + "]";
  }

  /// `<.001`, `.012`
  static String probability(double p) {
    return Double.isNaN(p)
        ? "-"
        : p < 0.001 ? "<.001" : String.format(Locale.ROOT, "%.3f", p).replaceFirst("^0", "");
  }

  /// Three digits, without an exponent where it can be read so.
  static String plain(double value) {
    return value != 0 && (Math.abs(value) >= 1e9 || Math.abs(value) < 1e-4)
        ? String.format(Locale.ROOT, "%.2e", value)
        : new BigDecimal(value).round(new MathContext(3)).toPlainString();
  }

  /// A number for a file; null where there is none.
  static @Nullable Double exact(double value) {
    return Double.isFinite(value)
        ? (Double) new BigDecimal(value).round(DIGITS).doubleValue()
        : null;
  }
}
