package dev.threadmill.results;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.stats.Moments;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run as it was read: a run folder, or a plain JMH file.
///
/// @param name what tables call it
/// @param manifest null for a plain JMH file, which knows neither plan nor machine
/// @param groups cells that may be compared; in a plain JMH file they were not interleaved
/// @param forks in the order they ran
/// @param ruler how fast the machine was meanwhile, in the order of time; empty where nobody looked
/// @param damage what of its files could not be read and is not used, in sentences
public record Run(
    String name,
    Path origin,
    @Nullable RunManifest manifest,
    List<RunManifest.Group> groups,
    List<ForkRecord> forks,
    List<RulerReading> ruler,
    List<String> damage) {
  /// A run of which nothing is damaged.
  public Run(
      String name,
      Path origin,
      @Nullable RunManifest manifest,
      List<RunManifest.Group> groups,
      List<ForkRecord> forks,
      List<RulerReading> ruler) {
    this(name, origin, manifest, groups, forks, ruler, List.of());
  }

  public boolean isInterleaved() {
    return manifest != null;
  }

  public List<Cell> cells() {
    return groups.stream().flatMap(group -> group.cells().stream()).toList();
  }

  /// What is known of its machine; null where the run does not tell.
  public @Nullable Fingerprint fingerprint() {
    return manifest == null ? null : manifest.fingerprint();
  }

  /// What is known of the JDK of a cell.
  public @Nullable JdkFacts jdk(Cell cell) {
    var print = fingerprint();
    var jdks = print == null ? Map.<String, JdkFacts>of() : print.jdks();
    return cell.jdk() != null || jdks.size() != 1
        ? jdks.get(String.valueOf(cell.jdk()))
        : jdks.values().iterator().next();
  }

  /// How many CPUs it could use; 0 where nobody knows.
  public int cpus() {
    var print = fingerprint();
    if (print == null) {
      return 0;
    }
    var processor = print.processor();
    return processor.topology().known()
        ? processor.topology().size()
        : Objects.requireNonNullElse(processor.threads(), 0);
  }

  /// How many CPUs the forks of a cell could use; 0 where nobody knows.
  public int cpus(Cell cell) {
    return cell.cores() != null ? cell.cores() : cpus();
  }

  /// How many CPUs the quota is worth; NaN where there is none, or nobody knows.
  public double cpuQuota() {
    var print = fingerprint();
    var quota = print == null ? null : print.limits().cpuQuota();
    return quota == null ? Double.NaN : quota;
  }

  /// How far apart the two CPUs of its forks were on average, in nanoseconds; NaN where nobody
  /// knows.
  public double cpusApart() {
    return Moments.geometricMean(
        forks.stream().filter(ForkRecord::isOk).mapToDouble(ForkRecord::cpusApart));
  }

  /// The forks of each cell, by its id, in the order they ran; failed ones among them.
  public Map<String, List<ForkRecord>> forksByCell() {
    var byCell = forks.stream().collect(Collectors.groupingBy(ForkRecord::cell));
    Map<String, List<ForkRecord>> all = new LinkedHashMap<>();
    cells().forEach(cell -> all.put(cell.id(), byCell.getOrDefault(cell.id(), List.of())));
    return all;
  }
}
