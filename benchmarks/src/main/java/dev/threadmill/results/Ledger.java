package dev.threadmill.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Outcomes of comparisons whose true answers were known, a line each; it only ever grows.
public final class Ledger {
  private final Path file;

  public Ledger(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  /// All entries in the order they were made; none if there is no such file yet.
  public List<LedgerEntry> entries() {
    return JsonLines.read(file, LedgerEntry.class, "an outcome");
  }

  /// Writes the entries and forces each to disk.
  public void append(List<LedgerEntry> entries) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new Unusable("Cannot make " + folder + ": " + JsonLines.reason(e), e);
    }
    try (var lines = JsonLines.append(file)) {
      entries.forEach(entry -> lines.append(entry, "the outcomes before this one are kept"));
    }
  }
}
