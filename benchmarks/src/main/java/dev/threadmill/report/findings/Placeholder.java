package dev.threadmill.report.findings;

import dev.threadmill.report.chart.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The text between `{{` and `}}`: a kind, then words, and options such as `batch=100`. What has
/// spaces in it stands in quotes.
///
/// @param line where it begins
/// @param options in the order in which they are written
record Placeholder(int line, String kind, List<String> words, Map<String, String> options) {
  static final String RUN = "run";

  /// The options that say what to quote; all others say of which cell.
  private static final Set<String> OURS =
      Set.of("run of to what metric histogram at rows columns profile frame".split(" "));

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:([A-Za-z][A-Za-z0-9]*)=)?(?:\"([^\"]*)\"|([^\\s\"]+))(?=\\s|$)");

  /// A template asks for what the runs do not say; the message is for its writer.
  static final class Misquote extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    Misquote(int line, String sentence) {
      super(sentence);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

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

  /// The first word behind the kind; empty if there is none.
  String word() {
    return words.isEmpty() ? "" : words.getFirst();
  }

  String need(String option) {
    var value = options.get(option);
    if (value == null) {
      throw fault("needs %s=", option);
    }
    return value;
  }

  /// The value of an option, which must be one of these.
  ///
  /// @param otherwise what is meant where the option is not there
  String oneOf(String option, String otherwise, Collection<String> known) {
    var value = options.getOrDefault(option, otherwise);
    if (!known.contains(value)) {
      throw lacks(
          value,
          known,
          "has no %s=%s: there %s",
          option,
          value,
          known.isEmpty() ? "is none" : "are ");
    }
    return value;
  }

  /// What must be true of a cell, by the names of its coordinates.
  Map<String, String> coordinates() {
    var wanted = new LinkedHashMap<>(options);
    wanted.keySet().removeAll(OURS);
    return wanted;
  }

  /// Refuses options that mean nothing to this kind, and more words than it takes. What is of cells
  /// is of one run, too.
  void takes(int mostWords, boolean cells, String... known) {
    if (words.size() > mostWords) {
      throw fault("does not understand \"%s\"", words.get(mostWords));
    }
    var allowed = Set.of(known);
    for (var option : options.keySet()) {
      boolean ours = OURS.contains(option) && !(cells && option.equals(RUN));
      if (ours ? !allowed.contains(option) : !cells) {
        throw fault("has no %s=", option);
      }
    }
  }

  /// What is sought is not among what is known, which ends the sentence.
  Misquote lacks(String sought, Collection<String> known, String sentence, Object... words) {
    return fault(
        "%s%s%s", sentence.formatted(words), String.join(", ", known), Nearest.to(sought, known));
  }

  Misquote fault(String sentence, Object... words) {
    return new Misquote(
        line,
        "{{" + kind + "}} " + (words.length == 0 ? sentence : String.format(sentence, words)));
  }
}
