package dev.threadmill.report.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The text of a template, as it is filled with what is quoted.
final class FilledText {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final List<Misquote> faults = new ArrayList<>();
  private final Quotes quotes;
  private @Nullable Placeholder open;
  private int start;

  private FilledText(Quotes quotes) {
    this.quotes = quotes;
  }

  static FilledText of(Template template, Quotes quotes) {
    var filled = new FilledText(quotes);
    boolean afterMark = false;
    for (var piece : template.pieces()) {
      switch (piece) {
        // A mark on a line of its own leaves no empty line.
        case Template.Text words ->
            filled.text.append(afterMark ? words.text().replaceFirst("^\n", "") : words.text());
        case Template.Quote quote -> filled.tryFill(quote.placeholder());
      }
      afterMark = piece instanceof Template.Quote quote && isMark(quote.placeholder());
    }
    if (filled.open != null) {
      filled.faults.add(filled.open.fault("has no {{end}}"));
    }
    return filled;
  }

  String text() {
    return text.toString().strip() + "\n";
  }

  /// What stands between `{{begin NAME}}` and `{{end}}`, for other files.
  Map<String, String> parts() {
    return parts;
  }

  /// What could not be quoted, all of it, so that a writer can mend it at once.
  List<Misquote> faults() {
    return faults;
  }

  private static boolean isMark(Placeholder placeholder) {
    return placeholder.kind().equals("begin") || placeholder.kind().equals("end");
  }

  private void tryFill(Placeholder placeholder) {
    try {
      switch (placeholder.kind()) {
        case "begin" -> begin(placeholder);
        case "end" -> end(placeholder);
        default -> text.append(quotes.of(placeholder));
      }
    } catch (Misquote fault) {
      faults.add(fault);
    }
  }

  private void begin(Placeholder placeholder) {
    if (open != null) {
      throw placeholder.fault("stands within the part of line " + open.line());
    }
    open = placeholder;
    start = text.length();
    placeholder.takes(1, false);
    if (placeholder.words().isEmpty() || !placeholder.words().getFirst().matches("[a-z]+")) {
      throw placeholder.fault("names its part by one word of small letters");
    }
  }

  private void end(Placeholder placeholder) {
    placeholder.takes(0, false);
    var begun = open;
    if (begun == null) {
      throw placeholder.fault("ends no part");
    }
    open = null;
    var name = begun.words().isEmpty() ? "" : begun.words().getFirst();
    if (parts.put(name, text.substring(start).strip()) != null) {
      throw begun.fault("begins a part of a name that there is already");
    }
  }
}
