package dev.threadmill.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads what a user names as a run: a run folder or a plain JMH file.
public final class RunReader {
  /// No unit is so small that a score could come near; beyond it, sums and squares overflow.
  private static final double LARGEST_SCORE = 1e150;

  private RunReader() {}

  public static Run read(Path path) {
    if (!Files.isDirectory(path)) {
      requireThere(path);
      return JmhFile.read(path);
    }
    var folder = RunFolder.open(path);
    var manifest = folder.manifest();
    return new Run(
        manifest.machine() + " " + path.toAbsolutePath().normalize().getFileName(),
        path,
        manifest,
        manifest.groups(),
        folder.forks().stream().map(RunReader::sound).toList(),
        folder.ruler());
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

  /// A fork whose scores cannot be true counts as failed, so that it is seen and never averaged.
  static ForkRecord sound(ForkRecord fork) {
    double[] scores = fork.scores();
    boolean can = Arrays.stream(scores).allMatch(s -> s > 1 / LARGEST_SCORE && s < LARGEST_SCORE);
    if (!fork.isOk() || (scores.length > 0 && can)) {
      return fork;
    }
    return fork.failed(
        scores.length == 0
            ? "it measured nothing"
            : "a score is not a positive number, or is impossibly large or small");
  }
}
