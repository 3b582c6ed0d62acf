package dev.threadmill.runner;

import dev.threadmill.machine.Redaction;
import dev.threadmill.results.Unusable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What may be written into a run folder, which anybody may be shown: texts that name neither who
/// ran it nor where.
final class Published {
  private static final Pattern HOME = Pattern.compile("(?<![\\w.])~(?=[/\\\\]|$)");

  private final Redaction redaction = Redaction.here();

  String text(String text) {
    return redaction.text(text);
  }

  /// A text that a run needs in full when it goes on. The own home comes back then; where more
  /// would have to, [#restored] refuses.
  String needed(String text) {
    var hidden = text(text);
    boolean comesBack = hidden.contains(Redaction.WITHHELD) || restored(hidden).equals(text);
    return comesBack ? hidden : Redaction.WITHHELD;
  }

  /// @throws Unusable if something was withheld
  static String restored(String needed) {
    if (needed.contains(Redaction.WITHHELD)) {
      throw new Unusable(
          "This run cannot go on: \""
              + needed
              + "\" in its plan lacks what named a person or a host; begin a new run");
    }
    var home = Matcher.quoteReplacement(System.getProperty("user.home", "~"));
    return HOME.matcher(needed).replaceAll(home);
  }
}
