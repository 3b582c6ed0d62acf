package dev.threadmill.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.threadmill.results.JsonLines.LineReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The folder of one run, `results/<machine>/<date>-<time>-<commit>/`.
public final class RunFolder {
  private static final String MANIFEST = "run.json";
  private static final String FORKS = "forks.jsonl";
  private static final String RULER = "ruler.jsonl";

  /// What a user still has of a run whose disk is full.
  private static final String KEPT = "all forks before are kept, and --resume goes on";

  /// File systems take names of at most 255 bytes; this leaves room for what is added.
  private static final int LONGEST_NAME = 180;

  private static final Pattern DRAFT =
      Pattern.compile("\\..+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /// Creates a folder; if the name is taken, a number is appended to it.
  ///
  /// The folder is created under a hidden name and then renamed, so nobody ever sees it
  /// without its manifest, even if the process is killed. One process at a time does so in a
  /// parent, so what is there under a hidden name is of a process that was killed, and is
  /// removed.
  public static synchronized RunFolder create(Path parent, String name, RunManifest manifest) {
    try {
      OutputFolder.at(parent).make();
      try (var lock = RunLock.awaitOn(parent)) {
        removeDrafts(parent);
        return created(parent, name, manifest);
      }
    } catch (IOException e) {
      throw new Unusable("Cannot make a run folder in " + parent + ": " + JsonLines.reason(e), e);
    }
  }

  private static RunFolder created(Path parent, String name, RunManifest manifest)
      throws IOException {
    Path draft = Files.createDirectory(parent.resolve("." + name + "-" + UUID.randomUUID()));
    try {
      new RunFolder(draft).write(manifest);
      OutputFolder.force(draft);
      var folder = new RunFolder(rename(draft, name));
      OutputFolder.force(parent);
      return folder;
    } catch (IOException | RuntimeException e) {
      removeDraft(draft);
      throw e;
    }
  }

  private static void removeDrafts(Path parent) throws IOException {
    try (var drafts = Files.newDirectoryStream(parent, RunFolder::isDraft)) {
      drafts.forEach(RunFolder::removeDraft);
    }
  }

  private static boolean isDraft(Path folder) {
    return DRAFT.matcher(String.valueOf(folder.getFileName())).matches()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /// Removes a folder that holds nothing but a manifest, whole or not. Another one stays.
  private static void removeDraft(Path draft) {
    try {
      OutputFolder.at(draft).removeDrafts();
      Files.deleteIfExists(draft.resolve(MANIFEST));
      Files.deleteIfExists(draft.resolve(MANIFEST + ".draft")); // by jars that had such names
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // It is in nobody's way, and the next run tries again.
    }
  }

  private static Path rename(Path draft, String name) throws IOException {
    for (int number = 1; ; number++) {
      Path path = draft.resolveSibling(number == 1 ? name : name + "-" + number);
      if (exists(path)) {
        continue;
      }
      try {
        return Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        // Another run may have taken the name in between: a rename never replaces a folder that is
        // not empty.
        if (!exists(path)) {
          throw e;
        }
      }
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// A folder that an earlier run made.
  public static RunFolder open(Path path) {
    if (!Files.isRegularFile(path.resolve(MANIFEST))) {
      throw new Unusable(path + " is not a run folder: there is no " + MANIFEST + " in it");
    }
    return new RunFolder(path);
  }

  /// Deletes a folder and everything in it, if it is there.
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  public Path path() {
    return path;
  }

  public Path file(String name) {
    return path.resolve(name);
  }

  public RunManifest manifest() {
    Path file = file(MANIFEST);
    var schema = Json.read(file, JsonNode.class, "is damaged").path("schema");
    if (!schema.isInt() || schema.asInt() < 1) {
      throw new Unusable(file + " names no schema version, so it is not a run of this suite");
    }
    if (schema.asInt() > RunManifest.SCHEMA) {
      throw new Unusable(
          ("%s has schema version %s, and this jar reads versions up to %s: "
                  + "use the jar that made it, or a newer one")
              .formatted(file, schema, RunManifest.SCHEMA));
    }
    var manifest = Json.read(file, RunManifest.class, "is damaged");
    try {
      Inspection.of(manifest);
    } catch (IllegalArgumentException e) {
      throw new Unusable(file + " is damaged: " + e.getMessage(), e);
    }
    return manifest;
  }

  /// Replaces the manifest, so that at any moment the old or the new one is there in full.
  public void write(RunManifest manifest) {
    writeWhole(MANIFEST, manifest);
  }

  /// Makes this process the only one that writes into the folder, until the lock is closed.
  /// Who only reads needs no lock.
  public RunLock lock() {
    var lock = RunLock.on(path);
    try {
      output().removeDrafts();
      return lock;
    } catch (IOException e) {
      lock.close();
      throw new Unusable("Cannot write into " + path + ": " + JsonLines.reason(e), e);
    }
  }

  /// The folder as one that files are written into.
  public OutputFolder output() {
    return OutputFolder.at(path);
  }

  /// Where each fork is written as it ends, before the next one starts.
  public JsonLines<ForkRecord> appendForks() {
    return new JsonLines<ForkRecord>(file(FORKS), KEPT).requireWhole();
  }

  /// The forks that are sound.
  public List<ForkRecord> forks() {
    return forks(manifest()).values();
  }

  private JsonLines.Content<ForkRecord> forks(RunManifest manifest) {
    var inspection = new Inspection(manifest);
    var reader = LineReader.of(ForkRecord.class);
    return JsonLines.read(
        file(FORKS),
        (bytes, from, length) -> inspection.of(reader.read(bytes, from, length)),
        "a fork",
        "fork");
  }

  /// Where readings of the ruler are written. They are kept apart from the forks, since they say
  /// something about the machine and nothing about a benchmark.
  public JsonLines<RulerReading> appendRuler() {
    return new JsonLines<RulerReading>(file(RULER), KEPT).requireWhole();
  }

  /// How fast the machine was during the run; nothing for a run that was short, or was made before
  /// that was recorded.
  public List<RulerReading> ruler() {
    return readings().values();
  }

  private JsonLines.Content<RulerReading> readings() {
    return JsonLines.read(
        file(RULER), LineReader.of(RulerReading.class), "a reading of the ruler", "reading");
  }

  /// All of it that is sound, with what is damaged.
  Run run() {
    var manifest = manifest();
    var forks = forks(manifest);
    var readings = readings();
    return new Run(
        manifest.machine() + " " + path.toAbsolutePath().normalize().getFileName(),
        path,
        manifest,
        manifest.groups(),
        forks.values(),
        readings.values(),
        Stream.of(forks, readings)
            .flatMap(content -> Stream.ofNullable(content.damage()))
            .toList());
  }

  /// Writes anew what is made from the plan and the forks: `jmh.json` and the latency files.
  public void writeDerived() {
    var manifest = manifest();
    var forks = forks(manifest).values();
    writeWhole(JmhFile.NAME, JmhFile.of(manifest.cells(), forks));
    LatencyFiles.write(output().below("latency"), forks);
  }

  /// A name for a file of a cell, or of another id.
  ///
  /// Two ids may differ only in what a file system does not take, or beyond the length at which a
  /// name is cut, so names that were changed carry a checksum of the id.
  static String fileName(String id) {
    String name = id.replaceAll("[^\\w.=,\\[\\]-]+", "_");
    if (name.equals(id) && name.length() <= LONGEST_NAME) {
      return name;
    }
    var checksum = new CRC32();
    checksum.update(id.getBytes(StandardCharsets.UTF_8));
    return name.substring(0, Math.min(name.length(), LONGEST_NAME))
        + String.format(Locale.ROOT, "~%08x", checksum.getValue());
  }

  /// Writes a value as JSON, so that at any moment the old or the new one is there in full.
  void writeWhole(String name, Object value) {
    try {
      output().write(name, Json.PRETTY.writeValueAsBytes(value));
    } catch (IOException e) {
      throw new Unusable("Cannot write " + file(name) + ": " + JsonLines.reason(e), e);
    }
  }
}
