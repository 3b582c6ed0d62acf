package dev.threadmill.stats;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as a reader wants them: three digits, and no more.
public final class Figures {
  private static final MathContext DIGITS = new MathContext(3);

  private Figures() {}

  public static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  /// A share in percent.
  public static String percent(double share) {
    return number(100 * share) + " %";
  }
}
