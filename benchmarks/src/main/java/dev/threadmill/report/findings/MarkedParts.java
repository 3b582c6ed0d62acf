package dev.threadmill.report.findings;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a file that a template fills, each between `<!-- findings:NAME -->` and
/// `<!-- /findings -->`. All else in the file belongs to its writer.
final class MarkedParts {
  private static final String END = "<!-- /findings -->";
  private static final Pattern START = Pattern.compile("<!-- findings:([a-z]+) -->");
  private static final Pattern PART =
      Pattern.compile(START.pattern() + "(?:(?!<!-- /?findings).)*" + END, Pattern.DOTALL);

  private MarkedParts() {}

  /// The file with its parts replaced.
  ///
  /// @param name of the file, for whoever reads what is wrong
  static String refresh(String name, String text, Map<String, String> parts) {
    var part = PART.matcher(text);
    var refreshed = new StringBuilder();
    int marked = 0;
    while (part.find()) {
      var content = parts.get(part.group(1));
      if (content == null) {
        throw new Misquote(
            1,
            name
                + " wants the part \""
                + part.group(1)
                + "\", and the template begins "
                + (parts.isEmpty() ? "none" : String.join(", ", new TreeSet<>(parts.keySet()))));
      }
      marked++;
      part.appendReplacement(
          refreshed,
          Matcher.quoteReplacement(
              "<!-- findings:" + part.group(1) + " -->\n\n" + content + "\n\n" + END));
    }
    if (marked == 0 || marked != START.matcher(text).results().count()) {
      throw new Misquote(
          1, name + " needs <!-- findings:NAME --> and behind it " + END + " for each part");
    }
    return part.appendTail(refreshed).toString();
  }
}
