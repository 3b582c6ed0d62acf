package dev.threadmill.report.findings;

import dev.threadmill.report.chart.ChartFile;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a template makes: the document, its pictures, and the files that have parts of it.
///
/// The same template and the same runs give the same bytes on every machine, so that a test can
/// hold what was committed against them.
public final class FindingsDocument {
  private static final int SHOWN = 5;

  private final String command;
  private final Map<Path, String> files;
  private final List<Path> stale;

  private FindingsDocument(String command, Map<Path, String> files, List<Path> stale) {
    this.command = command;
    this.files = files;
    this.stale = stale;
  }

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
    var head = template.head();
    var runs = QuotedRuns.of(head);
    var charts = QuotedCharts.of(template, runs, scripts);
    var text = FilledText.of(template, new Quotes(runs, charts));
    if (!text.faults().isEmpty()) {
      throw new Unusable(
          String.join(
              "\n",
              text.faults().stream().map(fault -> sentence(template.file(), fault)).toList()));
    }
    var source = relative(head.write(), template.file());
    var command = "java -jar benchmarks/target/benchmarks.jar findings " + source;
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(
        head.write(),
        "<!-- Made from " + source + " by `" + command + "`: edit that. -->\n\n" + text.text());
    for (var path : head.refresh()) {
      files.put(path, MarkedParts.refresh(relative(head.write(), path), read(path), text.parts()));
    }
    files.putAll(charts.files());
    return new FindingsDocument(command, files, stale(template, scripts, files));
  }

  /// All files that there should be, by where they lie.
  public Map<Path, String> files() {
    return files;
  }

  /// Writes them, and removes pictures that are shown no more.
  public void write() throws IOException {
    for (var file : files.entrySet()) {
      Files.writeString(file.getKey(), file.getValue());
    }
    for (var picture : stale) {
      Files.delete(picture);
    }
  }

  /// How the files that are there differ from those that should be, a line each; the last says what
  /// to do. Empty if they do not.
  public List<String> differences() throws IOException {
    List<String> all = new ArrayList<>();
    for (var file : files.entrySet()) {
      var name = String.valueOf(file.getKey().getFileName());
      if (!Files.exists(file.getKey())) {
        all.add(name + " is missing");
      } else {
        var there = read(file.getKey());
        if (!there.equals(file.getValue())) {
          all.addAll(lines(name, there.split("\n", -1), file.getValue().split("\n", -1)));
        }
      }
    }
    stale.forEach(picture -> all.add(picture.getFileName() + " is shown nowhere"));
    if (!all.isEmpty()) {
      all.add("To update: " + command);
    }
    return all;
  }

  private static List<String> lines(String name, String[] there, String[] wanted) {
    List<String> lines = new ArrayList<>();
    int differing = 0;
    for (int i = 0; i < Math.max(there.length, wanted.length); i++) {
      var has = i < there.length ? there[i] : "nothing";
      var should = i < wanted.length ? wanted[i] : "nothing";
      if (!has.equals(should) && ++differing <= SHOWN && !name.endsWith(".svg")) {
        lines.add(
            name + ", line " + (i + 1) + ", is \"" + has + "\", should be \"" + should + "\"");
      }
    }
    if (differing > lines.size()) {
      lines.add(name + " differs in " + differing + " lines");
    }
    return lines;
  }

  /// Pictures that the template has shown once: named like its own, of charts that we have.
  private static List<Path> stale(Template template, ChartFolder scripts, Map<Path, String> files)
      throws IOException {
    List<Path> stale = new ArrayList<>();
    var folder = template.file().toAbsolutePath().normalize().resolveSibling("");
    for (var name : scripts.charts().stream().map(ChartFile::chartName).toList()) {
      var glob = QuotedCharts.place(template.file(), name + "-*").getFileName().toString();
      try (var found = Files.newDirectoryStream(folder, glob)) {
        found.forEach(
            picture -> {
              if (!files.containsKey(picture) && !stale.contains(picture)) {
                stale.add(picture);
              }
            });
      }
    }
    return stale;
  }

  private static String sentence(Path template, Misquote fault) {
    return template + ", line " + fault.line() + ": " + fault.getMessage();
  }

  private static String relative(Path document, Path file) {
    return document
        .resolveSibling("")
        .relativize(file.toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }

  private static String read(Path path) throws IOException {
    return Files.readString(path).replace("\r\n", "\n");
  }
}
