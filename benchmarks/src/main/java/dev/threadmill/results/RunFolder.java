package dev.threadmill.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.threadmill.results.JsonLines.LineReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /// Creates a folder; if the name is taken, a number is appended to it.
  ///
  /// The folder is created under a hidden name and then renamed, so nobody ever sees it without its
  /// manifest, even if the process is killed.
  public static RunFolder create(Path parent, String name, RunManifest manifest) {
    try {
      Files.createDirectories(parent);
      Path draft = Files.createDirectory(parent.resolve("." + name + "-" + UUID.randomUUID()));
      try {
        new RunFolder(draft).write(manifest);
        force(draft);
        var folder = new RunFolder(rename(draft, name));
        force(parent);
        return folder;
      } catch (IOException | RuntimeException e) {
        discard(draft.resolve(MANIFEST));
        discard(draft);
        throw e;
      }
    } catch (IOException e) {
      throw new Unusable("Cannot make a run folder in " + parent + ": " + JsonLines.reason(e), e);
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

  /// Where each fork is written as it ends, before the next one starts.
  public JsonLines<ForkRecord> appendForks() {
    return new JsonLines<>(file(FORKS), KEPT);
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
    return new JsonLines<>(file(RULER), KEPT);
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
    LatencyFiles.write(file("latency"), forks);
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

  /// Writes a value as JSON beside the file, and then moves it there.
  void writeWhole(String name, Object value) {
    Path file = file(name);
    Path draft = file(name + ".draft");
    try {
      Files.write(draft, Json.PRETTY.writeValueAsBytes(value));
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(draft);
      throw new Unusable("Cannot write " + file + ": " + JsonLines.reason(e), e);
    }
  }

  /// Forces the names in a folder to disk, where the system supports that.
  private static void force(Path folder) {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder. The names reach the disk a little later there.
    }
  }

  /// Half a draft is of no use, and takes what may be the disk's last room.
  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // It is in nobody's way: the next draft is written over it.
    }
  }
}
