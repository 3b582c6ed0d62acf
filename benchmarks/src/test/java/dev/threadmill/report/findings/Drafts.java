package dev.threadmill.report.findings;

import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.table.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Templates over the sample run, written where a test may write.
final class Drafts {
  private static final int SHOWN = 5;

  private final Path folder;
  private Path run = SampleRun.FOLDER.toAbsolutePath();

  Drafts(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve(".git")); // the folder is a project
  }

  /// Takes a copy of the sample run in which forks, a line each, are changed; one that
  /// becomes empty is left out.
  Drafts over(UnaryOperator<String> manifest, UnaryOperator<String> fork) throws IOException {
    var copy = Files.createDirectories(folder.resolve("copy"));
    Files.writeString(
        copy.resolve("run.json"),
        manifest.apply(Files.readString(SampleRun.FOLDER.resolve("run.json"))));
    Files.write(
        copy.resolve("forks.jsonl"),
        Files.readAllLines(SampleRun.FOLDER.resolve("forks.jsonl")).stream()
            .map(fork)
            .filter(line -> !line.isEmpty())
            .toList());
    run = copy;
    return this;
  }

  Path run() {
    return run;
  }

  Path template() {
    return folder.resolve("text").resolve("findings.md");
  }

  Path document() {
    return folder.resolve("FINDINGS.md");
  }

  /// Writes a template whose head names the run `quiet`, and no other.
  Path write(String body) throws IOException {
    return writeAll("---\nwrite: ../FINDINGS.md\nrun quiet: " + run + "\n---\n" + body);
  }

  Path writeAll(String text) throws IOException {
    Files.createDirectories(template().getParent());
    return Files.writeString(template(), text);
  }

  FindingsDocument made(String body) throws IOException {
    return read(write(body));
  }

  static FindingsDocument read(Path template) throws IOException {
    return FindingsDocument.of(template, ChartFolder.read(Path.of("../plot-scripts")));
  }

  /// What a template comes to, without the line that says so.
  String filled(String body) throws IOException {
    var text = String.valueOf(made(body).files().get(document()));
    return text.substring(text.indexOf("\n\n") + 2).stripTrailing();
  }

  /// How the files that are there differ from those that should be, a line each; the last says what
  /// to do. Empty if they do not.
  static List<String> differences(FindingsDocument document) throws IOException {
    List<String> all = new ArrayList<>();
    for (var file : document.files().entrySet()) {
      var name = String.valueOf(file.getKey().getFileName());
      if (!Files.exists(file.getKey())) {
        all.add(name + " is missing");
      } else {
        var there = Files.readString(file.getKey()).replace("\r\n", "\n");
        if (!there.equals(file.getValue())) {
          all.addAll(lines(name, there.split("\n", -1), file.getValue().split("\n", -1)));
        }
      }
    }
    document.stale().forEach(picture -> all.add(picture.getFileName() + " is shown nowhere"));
    if (!all.isEmpty()) {
      all.add("To update: " + document.command());
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
}
