package dev.threadmill.report.findings;

import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.PlainText;
import dev.threadmill.report.findings.Placeholder.Misquote;
import dev.threadmill.report.findings.Quotes.QuotedRun;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
    } catch (CharacterCodingException e) {
      throw new Unusable(template + " is no template: it is not text in UTF-8", e);
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
      RunReader.requireFile(path);
      var before = Files.readString(path).replace("\r\n", "\n");
      files.put(path, refreshed(relative(template.write(), path), before, parts));
    }
    files.putAll(charts.files());
    return new FindingsDocument(command, files, charts.stale());
  }

  /// The text with all that is quoted. All faults are told, so that a writer can mend them at once.
  ///
  /// @param parts gets what stands between `{{begin NAME}}` and `{{end}}`, for other files
  private static String filled(Template template, Quotes quotes, Map<String, String> parts) {
    var text = new StringBuilder();
    List<String> faults = new ArrayList<>();
    for (var piece : template.pieces()) {
      var words = piece.text();
      try {
        words += piece.placeholder() == null ? "" : PlainText.lines(quotes.of(piece.placeholder()));
      } catch (Misquote fault) {
        faults.add(sentence(template.file(), fault));
      }
      text.append(words);
      if (!piece.part().isEmpty()) {
        parts.merge(piece.part(), words, String::concat);
      }
    }
    if (!faults.isEmpty()) {
      throw new Unusable(faults);
    }
    return text.toString().strip() + "\n";
  }

  /// A file with its parts replaced, each between `<!-- findings:NAME -->` and
  /// `<!-- /findings -->`. All else in the file belongs to its writer.
  ///
  /// @param name of the file, for whoever reads what is wrong
  private static String refreshed(String name, String text, Map<String, String> parts) {
    long marked = PART.matcher(text).results().count();
    if (marked == 0 || marked != START.matcher(text).results().count()) {
      throw new Misquote(
          1, name + " needs <!-- findings:NAME --> and behind it " + END + " for each part");
    }
    return PART.matcher(text)
        .replaceAll(
            part -> {
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
                                : String.join(", ", new TreeSet<>(parts.keySet()))));
              }
              return Matcher.quoteReplacement(
                  "<!-- findings:%s -->\n\n%s\n\n%s"
                      .formatted(part.group(1), content.strip(), END));
            });
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
}
