package dev.threadmill.report.findings;

import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.table.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Templates over the sample run, written where a test may write.
final class Drafts {
  private final Path folder;
  private Path run = SampleRun.FOLDER.toAbsolutePath();

  Drafts(Path folder) {
    this.folder = folder;
  }

  /// Takes a copy of the sample run in which forks, a line each, are changed.
  Drafts over(UnaryOperator<String> manifest, UnaryOperator<String> fork) throws IOException {
    var copy = Files.createDirectories(folder.resolve("copy"));
    Files.writeString(
        copy.resolve("run.json"),
        manifest.apply(Files.readString(SampleRun.FOLDER.resolve("run.json"))));
    Files.write(
        copy.resolve("forks.jsonl"),
        Files.readAllLines(SampleRun.FOLDER.resolve("forks.jsonl")).stream().map(fork).toList());
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
}
