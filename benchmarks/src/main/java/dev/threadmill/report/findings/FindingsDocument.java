package dev.threadmill.report.findings;

import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.PlainText;
import dev.threadmill.report.findings.Placeholder.Misquote;
import dev.threadmill.report.findings.Quotes.QuotedRun;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.Run;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
/// @param project the folder that all of them lie in
/// @param files all that there should be, by where they lie: first the document
/// @param stale pictures that are shown no more
/// @param runs that it is about
public record FindingsDocument(
    String command, Path project, Map<Path, String> files, List<Path> stale, List<Run> runs) {
  private static final String MADE_BY = " by `";
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
    var folder = template.write().resolveSibling("");
    var source = relative(folder, template.file());
    var command =
        "java -jar benchmarks/target/benchmarks.jar findings "
            + relative(template.project(), template.file());
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(
        template.write(),
        "<!-- Made from " + source + MADE_BY + command + "`: edit that. -->\n\n" + text);
    for (var path : template.refresh()) {
      requireToRefresh(template, path);
      var before = Files.readString(path).replace("\r\n", "\n");
      files.put(path, refreshed(relative(folder, path), before, parts));
    }
    files.putAll(charts.files());
    var read = runs.values().stream().map(run -> run.source().run()).toList();
    return new FindingsDocument(command, template.project(), files, charts.stale(), read);
  }

  private static void requireToRefresh(Template template, Path path) {
    var name = relative(template.write().resolveSibling(""), path);
    refuseLink(path);
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new Misquote(1, "there is no file " + name + " to refresh");
    }
    if (List.of(template.write(), template.file().toAbsolutePath().normalize()).contains(path)) {
      throw new Misquote(1, name + " cannot be refreshed: it is written, or the template itself");
    }
  }

  /// The text with all that is quoted. All faults are told, so that a writer can mend them at once.
  ///
  /// @param parts gets what stands between `{{begin NAME}}` and `{{end}}`, for other files
  private static String filled(Template template, Quotes quotes, Map<String, String> parts) {
    var text = new StringBuilder();
    List<String> faults = new ArrayList<>();
    for (var piece : template.pieces()) {
      var words = piece.text();
      boolean own = piece.part().isEmpty();
      try {
        if (piece.placeholder() != null) {
          words += PlainText.lines(quotes.of(piece.placeholder(), own));
        }
      } catch (Misquote fault) {
        faults.add(sentence(template.file(), fault));
      }
      if (own) {
        // The line before a part that stands elsewhere is not doubled by the one behind it.
        boolean blank = text.toString().endsWith("\n\n");
        text.append(blank ? words.replaceFirst("^\n+", "") : words);
      } else {
        parts.merge(piece.part(), words, String::concat);
      }
    }
    if (!faults.isEmpty()) {
      throw new Unusable(faults);
    }
    if (!parts.isEmpty() && template.refresh().isEmpty()) {
      throw new Misquote(
          1,
          "there is no file to refresh, which the part \"%s\" would go into"
              .formatted(parts.keySet().iterator().next()));
    }
    return (text.toString().strip() + "\n\n" + quotes.footnotes()).strip() + "\n";
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

  /// Writes the files, and removes pictures that are shown no more. It writes nothing, if a file is
  /// in the way that is not from this template.
  public void write() throws IOException {
    var document = files.keySet().iterator().next();
    var before = earlier(document);
    for (var file : files.keySet()) {
      refuseLink(file);
      if (file.toString().endsWith(".svg") && !mayReplace(file, document, before)) {
        throw new Unusable(
            "%s is there, and no %s of before shows it: it is not replaced, so move it away first"
                .formatted(file, document.getFileName()));
      }
    }
    // A picture is known as ours by the document that shows it. So the old ones go before the
    // document changes, and the new ones come after, should the process be killed in between.
    var output = OutputFolder.at(project);
    for (var picture : stale) {
      if (isShown(picture, document, before)) {
        output.remove(name(picture));
      }
    }
    for (var file : files.entrySet()) {
      output.write(name(file.getKey()), file.getValue());
    }
  }

  private String name(Path file) {
    return relative(project, file);
  }

  /// What the template made the last time, and empty if nothing is there.
  private String earlier(Path document) throws IOException {
    refuseLink(document);
    if (!Files.exists(document)) {
      return "";
    }
    var text =
        Files.isRegularFile(document)
            ? new String(Files.readAllBytes(document), StandardCharsets.UTF_8)
            : "";
    var now = String.valueOf(files.get(document));
    if (!text.startsWith(now.substring(0, now.indexOf(MADE_BY) + MADE_BY.length()))) {
      throw new Unusable(
          document
              + " is there and was not made from this template: it is not replaced, so move it"
              + " away first");
    }
    return text;
  }

  private static void refuseLink(Path file) {
    if (Files.isSymbolicLink(file)) {
      throw new Unusable(file + " is a link, and findings writes through none");
    }
  }

  private boolean mayReplace(Path picture, Path document, String before) throws IOException {
    return !Files.exists(picture)
        || isShown(picture, document, before)
        || Arrays.equals(
            Files.readAllBytes(picture),
            String.valueOf(files.get(picture)).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isShown(Path picture, Path document, String text) {
    return text.contains("](" + QuotedCharts.link(document, picture) + ")");
  }

  private static String sentence(Path template, Misquote fault) {
    return template + ", line " + fault.line() + ": " + fault.getMessage();
  }

  private static String relative(Path folder, Path file) {
    var path = folder.relativize(file.toAbsolutePath().normalize());
    return path.toString().replace('\\', '/');
  }
}
