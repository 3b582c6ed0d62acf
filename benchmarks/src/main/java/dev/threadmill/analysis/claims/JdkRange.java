package dev.threadmill.analysis.claims;

import dev.threadmill.results.Setting;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The major versions of the JDK from one to another, as claims name them: `21`, `21-23`, `24-`.
public record JdkRange(int first, int last) {
  private static final Pattern RANGE = Pattern.compile("(\\d+)(-(\\d*))?");
  private static final Pattern VERSION = Pattern.compile("(?:1\\.)?(\\d+).*");

  public static JdkRange of(String words) {
    var match = RANGE.matcher(words);
    if (!match.matches()) {
      throw new IllegalArgumentException("no range of JDKs: " + words);
    }
    int first = Integer.parseInt(match.group(1));
    String end = match.group(3);
    return new JdkRange(
        first,
        match.group(2) == null ? first : end.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(end));
  }

  public boolean holds(@Nullable Integer major) {
    return major != null && first <= major && major <= last;
  }

  /// The major version of the JDK that a fork ran on; null where it cannot be told.
  static @Nullable Integer major(@Nullable Setting setting) {
    if (setting == null || setting.jdkVersion() == null) {
      return null;
    }
    var match = VERSION.matcher(setting.jdkVersion());
    return match.matches() ? (Integer) Integer.parseInt(match.group(1)) : null;
  }
}
