package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Link;
import dev.threadmill.report.table.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Links from a report to what it was made from: raw files and histograms.
final class RawFiles {
  private static final List<String> FILES =
      List.of("run.json", "forks.jsonl", "ruler.jsonl", "jmh.json");

  private final Path report;
  private final List<Link> links = new ArrayList<>();

  private RawFiles(Path report) {
    this.report = report;
  }

  static List<Link> of(List<Source> sources, Path report) throws IOException {
    var files = new RawFiles(report);
    for (var source : sources) {
      files.add(source, sources.size() > 1 ? source.machine() + ": " : "");
    }
    return files.links;
  }

  private void add(Source source, String prefix) throws IOException {
    var origin = source.run().origin();
    if (!Files.isDirectory(origin)) {
      link(prefix + "JMH's results", origin);
      return;
    }
    for (var name : FILES) {
      if (Files.isRegularFile(origin.resolve(name))) {
        link(prefix + name, origin.resolve(name));
      }
    }
    folder(prefix + "Histograms: ", origin.resolve("latency"), ".hlog");
  }

  private void folder(String label, Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (var listed = Files.list(folder)) {
      files = listed.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
    for (var file : files) {
      var name = file.getFileName().toString();
      link(label + name.substring(0, name.length() - ending.length()), file);
    }
  }

  private void link(String label, Path file) {
    links.add(new Link(label, from(report, file)));
  }

  /// The path from the report's folder, with forward slashes on every system; null where none leads
  /// there, as between two drives.
  static @Nullable String from(Path report, Path file) {
    var start = report.toAbsolutePath().normalize();
    var to = file.toAbsolutePath().normalize();
    if (start.getRoot() == null || !start.getRoot().equals(to.getRoot())) {
      return null;
    }
    return StreamSupport.stream(start.relativize(to).spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }
}
