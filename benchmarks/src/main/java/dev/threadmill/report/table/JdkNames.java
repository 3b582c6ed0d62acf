package dev.threadmill.report.table;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a run's JDKs are called: by their feature version, such as `25`, or in full where two of
/// one feature version ran.
final class JdkNames {
  private static final String HOST = "";
  private static final String UNKNOWN = "?";

  private final Map<String, String> names;

  private JdkNames(Map<String, String> names) {
    this.names = names;
  }

  static JdkNames of(Run run) {
    var forks = run.forksByCell();
    Map<String, String> versions = new LinkedHashMap<>();
    for (Cell cell : run.cells()) {
      versions.merge(
          key(cell),
          version(run, cell, forks.getOrDefault(cell.id(), List.of())),
          (known, more) -> known.equals(UNKNOWN) ? more : known);
    }
    var features = versions.values().stream().map(JdkNames::feature).toList();
    boolean apart = new HashSet<>(features).size() == features.size();
    if (apart) {
      versions.replaceAll((key, version) -> feature(version));
    }
    return new JdkNames(versions);
  }

  String name(Cell cell) {
    return names.getOrDefault(key(cell), UNKNOWN);
  }

  Collection<String> all() {
    return new LinkedHashSet<>(names.values());
  }

  private static String key(Cell cell) {
    return Objects.requireNonNullElse(cell.jdk(), HOST);
  }

  /// As the forks say it, else as the machine's fingerprint has it. A cell may name a folder, which
  /// is nobody's business.
  private static String version(Run run, Cell cell, List<ForkRecord> forks) {
    for (var fork : forks) {
      if (fork.setting() != null) {
        return fork.setting().jdkVersion();
      }
    }
    var manifest = run.manifest();
    var fingerprint = manifest == null ? null : manifest.fingerprint();
    if (fingerprint == null) {
      return UNKNOWN;
    }
    @Nullable String version = null;
    for (var jdk : fingerprint.jdks().entrySet()) {
      if (cell.jdk() == null || cell.jdk().equals(jdk.getKey())) {
        version = jdk.getValue().version();
      }
    }
    return Objects.requireNonNullElse(version, UNKNOWN);
  }

  private static String feature(String version) {
    return version.replaceFirst("^(\\d+).*", "$1");
  }
}
