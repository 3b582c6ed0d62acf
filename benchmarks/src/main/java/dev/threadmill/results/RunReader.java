package dev.threadmill.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what a user names as a run: a run folder or a plain JMH file.
public final class RunReader {
  /// No unit is so small that a score could come near; beyond it, sums and squares overflow.
  private static final double LARGEST_SCORE = 1e150;

  private RunReader() {}

  public static Run read(Path path) {
    if (Files.isDirectory(path)) {
      return folder(RunFolder.open(path));
    }
    requireThere(path);
    return jmhFile(path);
  }

  /// Refuses a path at which nothing is, before anything else is begun.
  public static void requireThere(Path path) {
    if (!Files.exists(path)) {
      throw new Unusable("There is no " + path);
    }
  }

  private static Run folder(RunFolder folder) {
    var manifest = folder.manifest();
    return new Run(
        manifest.machine() + " " + folder.path().toAbsolutePath().normalize().getFileName(),
        folder.path(),
        manifest,
        manifest.groups(),
        folder.forks().stream().map(RunReader::sound).toList(),
        folder.ruler());
  }

  /// A fork whose scores cannot be true counts as failed, so that it is seen and never averaged.
  private static ForkRecord sound(ForkRecord fork) {
    double[] scores = fork.scores();
    boolean can = Arrays.stream(scores).allMatch(s -> s > 1 / LARGEST_SCORE && s < LARGEST_SCORE);
    if (!fork.isOk() || (scores.length > 0 && can)) {
      return fork;
    }
    return new ForkRecord(
        fork.cell(),
        fork.round(),
        fork.position(),
        fork.attempt(),
        ForkRecord.Outcome.FAILED,
        scores.length == 0
            ? "it measured nothing"
            : "a score is not a positive number, or is impossibly large or small",
        fork.started(),
        fork.wallMillis(),
        fork.unit(),
        fork.setting(),
        fork.iterations(),
        fork.host());
  }

  private static Run jmhFile(Path file) {
    var tree = Json.read(file, JsonNode.class, "is not JSON");
    if (!tree.isArray() || tree.isEmpty()) {
      throw new Unusable(file + " is not a result of JMH, which is a list of benchmarks");
    }
    Map<String, List<Cell>> groups = new LinkedHashMap<>();
    List<ForkRecord> forks = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode entry : tree) {
      var cell = cell(file, entry);
      if (!ids.add(cell.id())) {
        throw new Unusable(
            file + " has " + cell.id() + " twice, maybe in two modes: give JMH one mode (-bm)");
      }
      groups.computeIfAbsent(cell.group(), name -> new ArrayList<>()).add(cell);
      addForks(file, cell, entry, forks);
    }
    return new Run(
        String.valueOf(file.getFileName()),
        file,
        null,
        groups.entrySet().stream()
            .map(group -> new RunManifest.Group(group.getKey(), group.getValue()))
            .toList(),
        forks);
  }

  private static Cell cell(Path file, JsonNode entry) {
    if (!entry.path("benchmark").isTextual() || !entry.path("mode").isTextual()) {
      throw new Unusable(file + " has an entry without benchmark or mode");
    }
    Map<String, String> params = new LinkedHashMap<>();
    entry
        .path("params")
        .properties()
        .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
    return new Cell(
        entry.get("benchmark").asText(), entry.get("mode").asText(), params, null, null, null);
  }

  private static void addForks(Path file, Cell cell, JsonNode entry, List<ForkRecord> forks) {
    var metric = entry.path("primaryMetric");
    var raw = metric.path("rawData");
    if (!raw.isArray() || raw.isEmpty()) {
      throw new Unusable(
          file + " has no raw data for " + cell.id() + ": a mean alone cannot be compared");
    }
    var setting = setting(file, entry);
    int round = 0;
    for (JsonNode fork : raw) {
      List<Iteration> iterations = new ArrayList<>();
      fork.forEach(
          score ->
              iterations.add(new Iteration(false, score.asDouble(Double.NaN), Map.of(), Map.of())));
      round++;
      forks.add(
          sound(
              new ForkRecord(
                  cell.id(),
                  round,
                  forks.size() + 1,
                  1,
                  ForkRecord.Outcome.OK,
                  null,
                  "",
                  0,
                  metric.path("scoreUnit").asText(),
                  setting,
                  iterations,
                  null)));
    }
  }

  private static Setting setting(Path file, JsonNode entry) {
    try {
      return Json.MAPPER.treeToValue(entry, Setting.class);
    } catch (JsonProcessingException e) {
      throw new Unusable(
          file + " has an entry that JMH did not write: " + e.getOriginalMessage(), e);
    }
  }
}
