package dev.threadmill.report.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.results.RunReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A small run that was really made, kept beside the tests, and its forks as bare JSON, so that
/// tests can compute figures without the code under test.
public final class SampleRun {
  public static final Path FOLDER = Path.of("src/test/resources/runs/sample");

  private SampleRun() {}

  static List<Source> sources() {
    return Source.of(List.of(RunAnalysis.of(RunReader.read(FOLDER))));
  }

  /// The forks of a cell that ended well, in the order in which they ran.
  public static List<JsonNode> forks(String cell) {
    var json = new ObjectMapper();
    try (var lines = Files.lines(FOLDER.resolve("forks.jsonl"))) {
      return lines
          .map(
              line -> {
                try {
                  return json.readTree(line);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .filter(fork -> fork.get("cell").asText().equals(cell))
          .filter(fork -> fork.get("outcome").asText().equals("ok"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The score of a fork's only measured iteration.
  public static double score(JsonNode fork) {
    return measured(fork).get("score").asDouble();
  }

  /// The fork's only measured iteration.
  public static JsonNode measured(JsonNode fork) {
    for (var iteration : fork.get("iterations")) {
      if (!iteration.get("warmup").asBoolean()) {
        return iteration;
      }
    }
    throw new IllegalArgumentException("nothing was measured in " + fork);
  }
}
