package dev.threadmill.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A file of outcomes of comparisons whose true answers were known, a line each. It only grows.
public record Ledger(Path file) {
  /// All of them: a ledger proves the method only if it is whole.
  public List<LedgerEntry> entries() {
    return JsonLines.readAll(file, Ledger::entry, "an outcome");
  }

  private static LedgerEntry entry(byte[] bytes, int from, int length) throws IOException {
    var tree = Json.MAPPER.readTree(bytes, from, length);
    int schema = tree.path("schema").asInt(1); // lines of the first had no number
    if (schema != LedgerEntry.SCHEMA) {
      throw new IllegalArgumentException(
          "it has schema version " + schema + ", and this jar reads version " + LedgerEntry.SCHEMA);
    }
    return Json.MAPPER.treeToValue(tree, LedgerEntry.class);
  }

  public void append(List<LedgerEntry> entries) {
    Path folder = file.toAbsolutePath().resolveSibling("");
    try {
      OutputFolder.at(folder).make();
    } catch (IOException e) {
      throw new Unusable("Cannot make " + folder + ": " + JsonLines.reason(e), e);
    }
    var lines = new JsonLines<LedgerEntry>(file, "the outcomes before this one are kept");
    entries.forEach(lines::append);
  }
}
