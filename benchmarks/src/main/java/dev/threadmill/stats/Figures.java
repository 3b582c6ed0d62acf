package dev.threadmill.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Numbers as a reader wants them: no more digits than are known.
public final class Figures {
  private static final int DIGITS = 3;
  private static final int EXACT_DIGITS = 9;

  /// How far an interval may reach to either side for a third digit to mean anything.
  private static final double WIDE = 0.10;

  /// Factors below this read better as percentages.
  private static final double PERCENTAGES = 1.0995;

  private Figures() {}

  /// Three significant digits.
  public static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  public static String percent(double share) {
    return number(100 * share) + " %";
  }

  /// `12.3 [11.9, 12.7]`: the number, with its unit behind it if it has one, and its interval.
  public static String estimate(double value, @Nullable Interval interval, String unit) {
    var decimals = decimals(value, interval);
    return rounded(value, decimals)
        + (unit.isEmpty() ? "" : " " + unit)
        + ends(value, interval, DoubleUnaryOperator.identity(), decimals);
  }

  /// How many times larger one thing is, with the sign in front of `faster`: `1.62x [1.50, 1.74]`,
  /// and below a tenth more `7 % [3, 11]`. Without an interval nobody knows a third digit.
  ///
  /// @param factor at least 1
  public static String factor(double factor, @Nullable Interval interval) {
    if (factor >= PERCENTAGES) {
      int decimals = interval == null ? decimals(factor, DIGITS - 1) : decimals(factor, interval);
      return rounded(factor, decimals)
          + "x"
          + ends(factor, interval, DoubleUnaryOperator.identity(), decimals);
    }
    double more = 100 * (factor - 1);
    int decimals = interval != null && 100 * (interval.high() - interval.low()) < 2 ? 1 : 0;
    return rounded(more, decimals) + " %" + ends(more, interval, end -> 100 * (end - 1), decimals);
  }

  private static int decimals(double value, @Nullable Interval interval) {
    if (value == 0 || !Double.isFinite(value)) {
      return 0;
    }
    double width =
        interval == null
            ? 0
            : Double.isInfinite(interval.high())
                ? value / interval.low() - 1
                : interval.relativeHalfWidth();
    return decimals(value, width > WIDE ? DIGITS - 1 : DIGITS);
  }

  private static int decimals(double value, int digits) {
    // Rounded first: 9.996 has one digit before its point less than what is printed of it.
    return new BigDecimal(value).round(new MathContext(digits)).scale();
  }

  /// ` [11.9, 12.7]`, or ` [≥ 11.9]` where nobody knows the other end, and nothing where the end is
  /// the value as it is written.
  private static String ends(
      double value, @Nullable Interval interval, DoubleUnaryOperator written, int decimals) {
    if (interval == null) {
      return "";
    }
    var low = rounded(written.applyAsDouble(interval.low()), decimals);
    var high = rounded(written.applyAsDouble(interval.high()), decimals);
    boolean isOpenAbove = Double.isInfinite(interval.high());
    if (!isOpenAbove && interval.low() > 0) {
      return " [" + low + ", " + high + "]";
    }
    var known = isOpenAbove ? interval.low() > 0 ? low : "" : high;
    return known.isEmpty() || known.equals(rounded(value, decimals))
        ? ""
        : (isOpenAbove ? " [≥ " : " [≤ ") + known + "]";
  }

  private static String rounded(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    var rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return (rounded.signum() == 0 ? rounded.abs() : rounded).toPlainString();
  }

  /// `<.001`, `.012`
  public static String probability(double p) {
    return Double.isNaN(p)
        ? "-"
        : p < 0.001 ? "<.001" : String.format(Locale.ROOT, "%.3f", p).replaceFirst("^0", "");
  }

  /// A number for a file, with what of it is the same on every machine; null where there is none.
  public static @Nullable Double exact(double value) {
    return Double.isFinite(value)
        ? (Double) new BigDecimal(value).round(new MathContext(EXACT_DIGITS)).doubleValue()
        : null;
  }
}
