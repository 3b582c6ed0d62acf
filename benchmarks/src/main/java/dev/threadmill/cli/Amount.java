package dev.threadmill.cli;

import dev.threadmill.results.RunManifest.Shape;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.TypeConversionException;

/// Times, shares and fork shapes as people write and read them.
final class Amount {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|min|h)");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");

  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,3})x(\\d{1,5}),(\\d{1,3})x(\\d{1,5})");

  private Amount() {}

  /// `90s`, `30m`, `2h`.
  static Duration time(String text) {
    var match = TIME.matcher(text);
    if (!match.matches() || Integer.parseInt(match.group(1)) == 0) {
      throw new TypeConversionException("'" + text + "' is not a time such as 90s, 30m or 2h");
    }
    long number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }

  /// `2%`.
  static Double share(String text) {
    var match = SHARE.matcher(text);
    double percent = match.matches() ? Double.parseDouble(match.group(1)) : 0;
    if (!(percent > 0 && percent <= 100)) {
      throw new TypeConversionException("'" + text + "' is not a share such as 2%");
    }
    return percent / 100;
  }

  /// `3x100,4x100`: three warm-up and four measured iterations of 100 ms each.
  static Shape shape(String text) {
    var match = SHAPE.matcher(text);
    if (!match.matches()) {
      throw new TypeConversionException("'" + text + "' is not a shape such as 3x100,4x100");
    }
    int[] parts = IntStream.rangeClosed(1, 4).map(i -> Integer.parseInt(match.group(i))).toArray();
    if (parts[1] == 0 || parts[2] == 0 || parts[3] == 0) {
      throw new TypeConversionException("'" + text + "' measures nothing");
    }
    return new Shape(parts[0], parts[1], parts[2], parts[3]);
  }

  /// Seconds as `0:45`, `12:00` or `1:30:00`.
  static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
