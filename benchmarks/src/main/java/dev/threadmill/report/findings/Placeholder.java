package dev.threadmill.report.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What stands between `{{` and `}}`: a kind, then words, and options such as `batch=100`. What has
/// spaces in it stands in quotes.
///
/// @param line where it begins
/// @param options in the order in which they are written
record Placeholder(int line, String kind, List<String> words, Map<String, String> options) {
  static final String RUN = "run";
  static final String OF = "of";
  static final String TO = "to";
  static final String WHAT = "what";
  static final String METRIC = "metric";
  static final String HISTOGRAM = "histogram";
  static final String AT = "at";
  static final String ROWS = "rows";
  static final String COLUMNS = "columns";
  static final String PROFILE = "profile";
  static final String FRAME = "frame";

  /// The options that say what to quote; all others say of which cell.
  private static final Set<String> OURS =
      Set.of(RUN, OF, TO, WHAT, METRIC, HISTOGRAM, AT, ROWS, COLUMNS, PROFILE, FRAME);

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:([A-Za-z][A-Za-z0-9]*)=)?(?:\"([^\"]*)\"|([^\\s\"]+))(?=\\s|$)");

  static Placeholder of(int line, String text) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    var inner = text.strip();
    var token = TOKEN.matcher(inner);
    int end = 0;
    while (end < inner.length()) {
      if (!token.find() || token.start() != end) {
        throw new Misquote(
            line, "{{" + inner + "}} cannot be read from \"" + inner.substring(end) + "\" on");
      }
      end = token.end();
      var value = token.group(2) == null ? token.group(3) : token.group(2);
      if (token.group(1) == null) {
        words.add(value);
      } else if (options.put(token.group(1), value) != null) {
        throw new Misquote(line, "{{" + inner + "}} says " + token.group(1) + "= twice");
      }
    }
    if (words.isEmpty()) {
      throw new Misquote(line, "{{" + inner + "}} does not begin with what to quote");
    }
    return new Placeholder(line, words.getFirst(), words.subList(1, words.size()), options);
  }

  /// The value of an option that must be there.
  String need(String option) {
    var value = options.get(option);
    if (value == null) {
      throw fault("needs " + option + "=");
    }
    return value;
  }

  /// What must be true of a cell, by the names of its coordinates.
  Map<String, String> coordinates() {
    var wanted = new LinkedHashMap<>(options);
    wanted.keySet().removeAll(OURS);
    return wanted;
  }

  /// Refuses options that mean nothing to this kind, and more words than it takes.
  void takes(int mostWords, boolean cells, String... known) {
    if (words.size() > mostWords) {
      throw fault("does not understand \"" + words.get(mostWords) + "\"");
    }
    var allowed = Set.of(known);
    for (var option : options.keySet()) {
      boolean ours = OURS.contains(option);
      if (ours ? !allowed.contains(option) : !cells) {
        throw fault("has no " + option + "=");
      }
    }
  }

  Misquote fault(String sentence) {
    return new Misquote(line, "{{" + kind + "}} " + sentence);
  }
}
