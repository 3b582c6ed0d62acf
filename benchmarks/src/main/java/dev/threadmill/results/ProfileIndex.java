package dev.threadmill.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The profiles of a run: `profiles/index.json`.
///
/// @param profiles in the order they were taken, those of a cell together
/// @param failed why a cell has none, by the cell's id
public record ProfileIndex(int schema, List<Profile> profiles, Map<String, String> failed) {
  /// The folder in a run folder that holds flame graphs and this index.
  public static final String FOLDER = "profiles";

  private static final int SCHEMA = 1;
  private static final String NAME = FOLDER + "/index.json";

  public ProfileIndex {
    profiles = List.copyOf(profiles);
    failed = new LinkedHashMap<>(failed);
    failed.forEach((cell, reason) -> Objects.requireNonNull(reason, cell));
  }

  /// The index of a run; an empty one if the run was never profiled.
  public static ProfileIndex read(RunFolder folder) {
    var file = folder.file(NAME);
    return Files.exists(file)
        ? Json.read(file, ProfileIndex.class, "is damaged")
        : new ProfileIndex(SCHEMA, List.of(), Map.of());
  }

  /// Replaces the index of a run, whole at any moment.
  public void write(RunFolder folder) {
    try {
      Files.createDirectories(folder.file(FOLDER));
    } catch (IOException e) {
      throw new Unusable("Cannot make " + folder.file(FOLDER) + ": " + JsonLines.reason(e), e);
    }
    folder.writeWhole(NAME, this);
  }

  /// Whether the cell was profiled, so that a resumed run need not do it again.
  public boolean has(Cell cell) {
    return profiles.stream().anyMatch(profile -> profile.cell().equals(cell.id()));
  }

  public ProfileIndex with(Cell cell, List<Profile> more) {
    List<Profile> all = new ArrayList<>(profiles);
    all.removeIf(profile -> profile.cell().equals(cell.id()));
    all.addAll(more);
    Map<String, String> stillFailed = new LinkedHashMap<>(failed);
    stillFailed.remove(cell.id());
    return new ProfileIndex(schema, all, stillFailed);
  }

  public ProfileIndex withFailure(Cell cell, String reason) {
    Map<String, String> all = new LinkedHashMap<>(failed);
    all.put(cell.id(), reason);
    return new ProfileIndex(schema, profiles, all);
  }

  /// The flame graph of a profile, if it lies where this suite puts it. An index that names another
  /// file, or a link that leads out of the run, was made by a stranger, and is not followed.
  public static Optional<Path> page(RunFolder folder, Profile profile) throws IOException {
    var name = fileName(profile.cell(), profile.kind());
    if (!name.equals(profile.file())) {
      return Optional.empty();
    }
    var page = folder.file(name);
    boolean own =
        Files.isRegularFile(page) && page.toRealPath().startsWith(folder.path().toRealPath());
    return own ? Optional.of(page) : Optional.empty();
  }

  /// The name of a cell's flame graph, relative to the run folder.
  public static String fileName(String cell, ProfileKind kind) {
    return FOLDER + "/" + RunFolder.fileName(cell) + "-" + kind.label() + ".html";
  }
}
