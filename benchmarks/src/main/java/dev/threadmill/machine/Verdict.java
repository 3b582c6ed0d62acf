package dev.threadmill.machine;

import dev.threadmill.machine.Finding.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a check says: a [Finding] without the name of the check.
record Verdict(Level level, String found, @Nullable String advice) {
  static Verdict fine(String found, Object... values) {
    return new Verdict(Level.FINE, words(found, values), null);
  }

  static Verdict unknown(String found) {
    return new Verdict(Level.UNKNOWN, found, null);
  }

  /// By how much a value is over its thresholds: beyond `warn`, beyond `bad`, or neither.
  static Level over(double value, double warn, double bad) {
    return value > bad ? Level.BAD : value > warn ? Level.WARN : Level.FINE;
  }

  /// The same words at any level, with advice unless all is fine.
  static Verdict of(Level level, String advice, String found, Object... values) {
    return new Verdict(level, words(found, values), level == Level.FINE ? null : advice);
  }

  private static String words(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
