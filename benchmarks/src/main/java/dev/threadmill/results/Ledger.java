package dev.threadmill.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file of outcomes of comparisons whose true answers were known, a line each. It only grows.
public final class Ledger {
  private final Path file;

  public Ledger(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  public List<LedgerEntry> entries() {
    return JsonLines.read(file, Ledger::entry, "an outcome");
  }

  private static LedgerEntry entry(String line) throws JsonProcessingException {
    var tree = Json.MAPPER.readTree(line);
    if (tree instanceof ObjectNode first && !first.has("schema")) {
      renew(first);
    }
    return Json.MAPPER.treeToValue(tree, LedgerEntry.class);
  }

  /// Turns a line of the first schema, which wrote neither its number nor types, into one of the
  /// second. A verdict was a text that began with its word, or with `not` and a reason after a
  /// colon. A disturbance was the number of its check and a sentence. Levels were not kept: what
  /// forbade the verdict was bad, and all else is taken for a warning.
  private static void renew(ObjectNode line) {
    String[] verdict = line.path("verdict").asText().split(": ", 2);
    boolean unreliable = verdict[0].startsWith("not ");
    JsonNode disturbances = line.path("disturbances");
    var renewed = line.put("schema", LedgerEntry.SCHEMA).putObject("verdict");
    renewed.put("word", unreliable ? "unreliable" : verdict[0].split("[ ,]")[0]);
    var findings = line.putArray("disturbances");
    for (JsonNode disturbance : disturbances) {
      String[] words = disturbance.asText().split(" ", 2);
      boolean forbade = unreliable && words[words.length - 1].equals(verdict[verdict.length - 1]);
      if (forbade) {
        renewed.put("check", words[0]);
      }
      findings
          .addObject()
          .put("check", words[0])
          .put("level", forbade ? "bad" : "warn")
          .put("sentence", words[words.length - 1]);
    }
    line.put("schema", LedgerEntry.SCHEMA);
  }

  public void append(List<LedgerEntry> entries) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new Unusable("Cannot make " + folder + ": " + JsonLines.reason(e), e);
    }
    try (var lines = new JsonLines<LedgerEntry>(file, "the outcomes before this one are kept")) {
      entries.forEach(lines::append);
    }
  }
}
