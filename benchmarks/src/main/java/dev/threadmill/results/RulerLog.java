package dev.threadmill.results;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fast the machine was all through a run, a line a reading: `ruler.jsonl`.
///
/// It stands apart from the forks, since it says something about the machine and nothing about a
/// benchmark. Runs that were short, or made before it was kept, have no such file.
public final class RulerLog implements AutoCloseable {
  private final Path file;
  private @Nullable JsonLines lines;

  private RulerLog(Path file) {
    this.file = file;
  }

  static RulerLog append(Path file) {
    return new RulerLog(file);
  }

  /// Writes the reading and forces it to disk; all or nothing of it stays.
  public void append(RulerReading reading) {
    if (lines == null) {
      lines = JsonLines.append(file);
    }
    lines.append(reading, ForkLog.KEPT);
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
  }

  static List<RulerReading> read(Path file) {
    return JsonLines.read(file, RulerReading.class, "a reading of the ruler");
  }
}
