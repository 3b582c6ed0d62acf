package dev.threadmill.results;

import dev.threadmill.stats.Moments;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as it was read: a run folder, or a plain JMH file.
///
/// @param name what tables call it
/// @param manifest null for a plain JMH file, which knows neither plan nor machine
/// @param groups cells that may be compared; in a plain JMH file they were not interleaved
/// @param forks in the order they ran
/// @param ruler how fast the machine was meanwhile, in the order of time; empty where nobody looked
public record Run(
    String name,
    Path origin,
    @Nullable RunManifest manifest,
    List<RunManifest.Group> groups,
    List<ForkRecord> forks,
    List<RulerReading> ruler) {
  /// A run during which nobody looked at the machine's speed.
  public Run(
      String name,
      Path origin,
      @Nullable RunManifest manifest,
      List<RunManifest.Group> groups,
      List<ForkRecord> forks) {
    this(name, origin, manifest, groups, forks, List.of());
  }

  public boolean isInterleaved() {
    return manifest != null;
  }

  public List<Cell> cells() {
    return groups.stream().flatMap(group -> group.cells().stream()).toList();
  }

  /// How far apart the two CPUs of its forks were on average, in nanoseconds; NaN where nobody
  /// knows.
  public double cpusApart() {
    return Moments.geometricMean(
        forks.stream().filter(ForkRecord::isOk).mapToDouble(ForkRecord::cpusApart));
  }

  /// The forks of each cell, by its id, in the order they ran; failed ones among them.
  public Map<String, List<ForkRecord>> forksByCell() {
    Map<String, List<ForkRecord>> byCell = new LinkedHashMap<>();
    cells().forEach(cell -> byCell.put(cell.id(), new java.util.ArrayList<>()));
    for (ForkRecord fork : forks) {
      var own = byCell.get(fork.cell());
      if (own != null) {
        own.add(fork);
      }
    }
    return byCell;
  }
}
