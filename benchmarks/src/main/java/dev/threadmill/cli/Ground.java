package dev.threadmill.cli;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run stands on: all forks of a cell must be of one machine and one JDK, whoever goes on
/// with them.
///
/// @param machine null where the run does not know
/// @param builds of the JDK that runs cells which name none; empty where there are no such cells
record Ground(@Nullable String machine, Set<String> builds) {
  static Ground of(RunManifest manifest) {
    var fingerprint = manifest.fingerprint();
    if (fingerprint == null) {
      return new Ground(null, Set.of());
    }
    boolean onThisJdk =
        manifest.groups().stream()
            .flatMap(group -> group.cells().stream())
            .anyMatch(cell -> cell.jdk() == null);
    return new Ground(
        fingerprint.slug(),
        !onThisJdk
            ? Set.of()
            : fingerprint.jdks().values().stream()
                .map(JdkFacts::build)
                .filter(build -> build != null)
                .collect(Collectors.toSet()));
  }

  /// @throws Unusable if this machine or this JDK is another
  void requireHere(Path run) {
    String here = Fingerprint.of(Host.here()).slug();
    if (machine != null && !machine.equals(here)) {
      throw new Unusable(
          run + " was begun on " + machine + ", and this is " + here + ": begin a new run here");
    }
    String build = System.getProperty("java.runtime.version");
    if (!builds.isEmpty() && !builds.contains(build)) {
      throw new Unusable(
          run
              + " was begun on JDK "
              + String.join(", ", builds)
              + ", and this is "
              + build
              + ": go on with that JDK");
    }
  }
}
