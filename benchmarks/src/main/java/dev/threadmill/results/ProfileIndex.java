package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The profiles of a run: `profiles/index.json`.
///
/// @param profiles in the order they were taken, those of a cell together
/// @param failed why a cell has none, by the cell's id
public record ProfileIndex(int schema, List<Profile> profiles, Map<String, String> failed) {
  /// The folder in a run folder that holds flame graphs and this index.
  public static final String FOLDER = "profiles";

  private static final int SCHEMA = 1;
  private static final String NAME = FOLDER + "/index.json";

  /// A profile of one kind, of one fork of a cell.
  ///
  /// @param cell the id of its cell
  /// @param profiler what took the samples
  /// @param file the flame graph, relative to the run folder; null when there is nothing to draw
  /// @param samples the stacks that were seen
  /// @param onVirtualThreads how many of these were of virtual threads; null where the profiler
  ///     does not know
  /// @param caveat what this profile cannot show, or why there is none, in sentences
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Profile(
      String cell,
      ProfileKind kind,
      Profiler profiler,
      @Nullable String file,
      long samples,
      @Nullable Long onVirtualThreads,
      String caveat) {
    public enum Profiler {
      @JsonProperty("jfr")
      JFR("the flight recorder"),
      @JsonProperty("async-profiler")
      ASYNC_PROFILER("async-profiler");

      private final String label;

      Profiler(String label) {
        this.label = label;
      }

      public String label() {
        return label;
      }
    }
  }

  /// The kind of a profile: the question that its flame graph answers.
  public enum ProfileKind {
    /// On what the CPUs spent their time.
    ///
    /// A recording that has samples by CPU time and by the clock would count everything twice.
    CPU("samples of CPU time", Set.of("jdk.CPUTimeSample"), Set.of("jdk.ExecutionSample")),

    ALLOCATION(
        "bytes allocated",
        Set.of("jdk.ObjectAllocationSample"),
        Set.of("jdk.ObjectAllocationInNewTLAB", "jdk.ObjectAllocationOutsideTLAB")),

    /// Where threads waited for monitors or were parked, as the JVM itself reports it.
    LOCKS("nanoseconds waited", Set.of("jdk.JavaMonitorEnter", "jdk.ThreadPark")),

    /// Where threads of both kinds were parked, from traced methods.
    PARKS("nanoseconds parked", Set.of("jdk.MethodTrace")),

    /// Where a virtual thread waited and kept its carrier.
    PINNED("nanoseconds pinned", Set.of("jdk.VirtualThreadPinned"));

    private final String unit;

    /// Sets of events that each tell all of it, the better first; only one of them may count.
    final List<Set<String>> sources;

    @SafeVarargs
    @SuppressWarnings("varargs") // the sets are only kept
    ProfileKind(String unit, Set<String>... sources) {
      this.unit = unit;
      this.sources = List.of(sources);
    }

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String unit() {
      return unit;
    }
  }

  public ProfileIndex {
    profiles = List.copyOf(profiles);
    failed = new LinkedHashMap<>(failed);
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
