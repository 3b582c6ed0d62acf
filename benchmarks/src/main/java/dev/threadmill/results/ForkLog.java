package dev.threadmill.results;

import java.nio.file.Path;
import java.util.List;

/// The forks of a run, a line each, in the order they ended.
///
/// A fork is on disk before the next one starts. A last line that a power cut left incomplete is
/// passed over when reading, and cut off before more is appended; its fork runs again.
public final class ForkLog implements AutoCloseable {
  /// What a user still has of a run whose disk is full.
  static final String KEPT = "all forks before are kept, and --resume goes on";

  private final JsonLines lines;

  private ForkLog(JsonLines lines) {
    this.lines = lines;
  }

  /// Opens the log to append, new or as an earlier process left it.
  static ForkLog append(Path file) {
    return new ForkLog(JsonLines.append(file));
  }

  /// Writes the fork and forces it to disk; all or nothing of it stays.
  public void append(ForkRecord fork) {
    lines.append(fork, KEPT);
  }

  @Override
  public void close() {
    lines.close();
  }

  /// All forks of a log; none if there is no such file yet.
  static List<ForkRecord> read(Path file) {
    return JsonLines.read(file, ForkRecord.class, "a fork");
  }
}
