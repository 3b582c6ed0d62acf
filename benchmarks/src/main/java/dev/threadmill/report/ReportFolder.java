package dev.threadmill.report;

import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The folder that a report is written into, and what was written there.
///
/// It may be a stranger's run folder. A link in it is replaced or refused and never followed,
/// or the report would overwrite what the link points to.
final class ReportFolder {
  private final Path path;
  private final List<String> files = new ArrayList<>();

  private ReportFolder(Path path) {
    this.path = path;
  }

  /// A folder, which is made if need be.
  static ReportFolder at(Path path) throws IOException {
    Files.createDirectories(path);
    return new ReportFolder(path);
  }

  Path path() {
    return path;
  }

  /// What was written, in that order, with forward slashes.
  List<String> files() {
    return List.copyOf(files);
  }

  void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String name, byte[] bytes) throws IOException {
    var folder = folderOf(name);
    if (!folder.equals(path)) {
      Files.createDirectories(folder);
    }
    var file = path.resolve(name);
    Files.deleteIfExists(file);
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    files.add(name);
  }

  /// Removes what an earlier report may have left, and what would be taken for this one's.
  void remove(String name) throws IOException {
    folderOf(name);
    Files.deleteIfExists(path.resolve(name));
  }

  /// The folder of a file, which is this one or directly below it.
  private Path folderOf(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return path;
    }
    var folder = path.resolve(name.substring(0, slash));
    if (Files.isSymbolicLink(folder)) {
      throw new Unusable(folder + " is a link: a report does not write through it");
    }
    return folder;
  }
}
