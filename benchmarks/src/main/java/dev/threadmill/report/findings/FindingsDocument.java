package dev.threadmill.report.findings;

import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.findings.Placeholder.Misquote;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The output of a template: the document, its pictures, and the files that contain parts of
/// it.
///
/// The same template and the same runs give the same bytes on every machine, so that a test can
/// hold what was committed against them.
///
/// @param command that makes it again
/// @param files all that there should be, by where they lie
/// @param stale pictures that are shown no more
public record FindingsDocument(String command, Map<Path, String> files, List<Path> stale) {
  private static final String END = "<!-- /findings -->";
  private static final Pattern START = Pattern.compile("<!-- findings:([a-z]+) -->");
  private static final Pattern PART =
      Pattern.compile(START.pattern() + "(?:(?!<!-- /?findings).)*" + END, Pattern.DOTALL);

  /// Reads a template and its runs.
  ///
  /// @throws Unusable if the template asks for what they do not say: a line for each fault
  public static FindingsDocument of(Path template, ChartFolder scripts) throws IOException {
    if (!Files.isRegularFile(template)) {
      throw new Unusable("There is no template " + template);
    }
    try {
      return of(Template.of(template, Files.readString(template)), scripts);
    } catch (Misquote fault) {
      throw new Unusable(sentence(template, fault), fault);
    }
  }

  private static FindingsDocument of(Template template, ChartFolder scripts) throws IOException {
    var runs = QuotedRun.all(template.runs());
    var charts = new QuotedCharts(template, runs, scripts);
    Map<String, String> parts = new LinkedHashMap<>();
    var text = filled(template, new Quotes(runs, charts, template.write()), parts);
    var source = relative(template.write(), template.file());
    var command = "java -jar benchmarks/target/benchmarks.jar findings " + source;
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(
        template.write(),
        "<!-- Made from " + source + " by `" + command + "`: edit that. -->\n\n" + text);
    for (var path : template.refresh()) {
      files.put(path, refreshed(relative(template.write(), path), read(path), parts));
    }
    files.putAll(charts.files());
    return new FindingsDocument(command, files, charts.stale());
  }

  /// The text with all that is quoted. All faults are told, so that a writer can mend them at once.
  ///
  /// @param parts gets what stands between `{{begin NAME}}` and `{{end}}`, for other files
  private static String filled(Template template, Quotes quotes, Map<String, String> parts) {
    var text = new StringBuilder();
    List<Misquote> faults = new ArrayList<>();
    List<Placeholder> open = new ArrayList<>();
    int start = 0;
    boolean afterMark = false;
    for (var piece : template.pieces()) {
      // A mark on a line of its own leaves no empty line.
      text.append(afterMark ? piece.text().replaceFirst("^\n", "") : piece.text());
      var quote = piece.placeholder();
      if (quote == null) {
        continue;
      }
      afterMark = quote.kind().equals("begin") || quote.kind().equals("end");
      try {
        if (quote.kind().equals("begin")) {
          begin(quote, open);
          start = text.length();
        } else if (quote.kind().equals("end")) {
          end(quote, open, text.substring(start).strip(), parts);
        } else {
          text.append(quotes.of(quote));
        }
      } catch (Misquote fault) {
        faults.add(fault);
      }
    }
    open.forEach(begun -> faults.add(begun.fault("has no {{end}}")));
    if (!faults.isEmpty()) {
      throw new Unusable(
          String.join(
              "\n", faults.stream().map(fault -> sentence(template.file(), fault)).toList()));
    }
    return text.toString().strip() + "\n";
  }

  private static void begin(Placeholder quote, List<Placeholder> open) {
    if (!open.isEmpty()) {
      throw quote.fault("stands within the part of line %s", open.getFirst().line());
    }
    open.add(quote);
    quote.takes(1, false);
    if (!quote.word().matches("[a-z]+")) {
      throw quote.fault("names its part by one word of small letters");
    }
  }

  private static void end(
      Placeholder quote, List<Placeholder> open, String text, Map<String, String> parts) {
    quote.takes(0, false);
    if (open.isEmpty()) {
      throw quote.fault("ends no part");
    }
    var begun = open.removeLast();
    if (parts.put(begun.word(), text) != null) {
      throw begun.fault("begins a part of a name that there is already");
    }
  }

  /// A file with its parts replaced, each between `<!-- findings:NAME -->` and
  /// `<!-- /findings -->`. All else in the file belongs to its writer.
  ///
  /// @param name of the file, for whoever reads what is wrong
  private static String refreshed(String name, String text, Map<String, String> parts) {
    var part = PART.matcher(text);
    var refreshed = new StringBuilder();
    int marked = 0;
    while (part.find()) {
      var content = parts.get(part.group(1));
      if (content == null) {
        throw new Misquote(
            1,
            "%s wants the part \"%s\", and the template begins %s"
                .formatted(
                    name,
                    part.group(1),
                    parts.isEmpty()
                        ? "none"
                        : String.join(", ", parts.keySet().stream().sorted().toList())));
      }
      marked++;
      var mark = "<!-- findings:" + part.group(1) + " -->";
      part.appendReplacement(
          refreshed, Matcher.quoteReplacement(mark + "\n\n" + content + "\n\n" + END));
    }
    if (marked == 0 || marked != START.matcher(text).results().count()) {
      throw new Misquote(
          1, name + " needs <!-- findings:NAME --> and behind it " + END + " for each part");
    }
    return part.appendTail(refreshed).toString();
  }

  /// Writes the files, and removes pictures that are shown no more.
  public void write() throws IOException {
    for (var file : files.entrySet()) {
      Files.writeString(file.getKey(), file.getValue());
    }
    for (var picture : stale) {
      Files.delete(picture);
    }
  }

  private static String sentence(Path template, Misquote fault) {
    return template + ", line " + fault.line() + ": " + fault.getMessage();
  }

  private static String relative(Path document, Path file) {
    var path = document.resolveSibling("").relativize(file.toAbsolutePath().normalize());
    return path.toString().replace('\\', '/');
  }

  private static String read(Path path) throws IOException {
    return Files.readString(path).replace("\r\n", "\n");
  }
}
