package dev.threadmill.results;

import java.nio.file.Files;
import java.nio.file.Path;

/// Reads what a user names as a run: a run folder or a plain JMH file.
public final class RunReader {
  private RunReader() {}

  public static Run read(Path path) {
    if (!Files.isDirectory(path)) {
      requireThere(path);
      return JmhFile.read(path);
    }
    return RunFolder.open(path).run();
  }

  /// Refuses a path at which nothing is, before anything else is begun.
  public static void requireThere(Path path) {
    if (!Files.exists(path)) {
      throw new Unusable("There is no " + path);
    }
  }

  /// Refuses a folder, a device, which may have no end, and a pipe, which would wait for a writer.
  /// Where nothing is, that is said when it is opened.
  public static void requireFile(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      var what = Files.isDirectory(path) ? "a folder" : "a device or a pipe";
      throw new Unusable(path + " is " + what + ", where a file is expected");
    }
  }
}
