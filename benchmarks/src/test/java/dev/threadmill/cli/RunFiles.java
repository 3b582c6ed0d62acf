package dev.threadmill.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes hand-made runs as a user has them: as run folders, and as JSON files of JMH.
final class RunFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RunFiles() {}

  static Path folder(Path parent, String name, Run run) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    MAPPER.writeValue(folder.resolve("run.json").toFile(), run.manifest());
    var lines = new ArrayList<String>();
    for (ForkRecord fork : run.forks()) {
      lines.add(MAPPER.writeValueAsString(fork));
    }
    Files.write(folder.resolve("forks.jsonl"), lines);
    return folder;
  }

  static Path jmhFile(Path parent, String name, Run run) throws IOException {
    List<Map<String, Object>> entries = new ArrayList<>();
    run.cells()
        .forEach(
            cell -> {
              var forks = Objects.requireNonNull(run.forksByCell().get(cell.id()));
              var entry = new LinkedHashMap<String, Object>();
              entry.putAll(
                  MAPPER.convertValue(
                      forks.getFirst().setting(), new TypeReference<Map<String, Object>>() {}));
              entry.put("benchmark", cell.benchmark());
              entry.put("mode", cell.mode());
              entry.put("params", cell.params());
              entry.put(
                  "primaryMetric",
                  Map.of(
                      "scoreUnit",
                      String.valueOf(forks.getFirst().unit()),
                      "rawData",
                      forks.stream().map(ForkRecord::scores).toList()));
              entries.add(entry);
            });
    Path file = parent.resolve(name);
    MAPPER.writeValue(file.toFile(), entries);
    return file;
  }
}
