package dev.threadmill.cli;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The machine and the JDK that a run began on. All forks of a cell must be of the same.
///
/// @param machine null if the run does not know
/// @param builds of the JDK that runs cells which name none; empty if there are no such cells
record RunOrigin(@Nullable String machine, Set<String> builds) {
  static RunOrigin of(RunManifest manifest) {
    var fingerprint = manifest.fingerprint();
    if (fingerprint == null) {
      return new RunOrigin(null, Set.of());
    }
    boolean onThisJdk =
        manifest.groups().stream()
            .flatMap(group -> group.cells().stream())
            .anyMatch(cell -> cell.jdk() == null);
    Set<String> builds =
        fingerprint.jdks().values().stream()
            .map(JdkFacts::build)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return new RunOrigin(fingerprint.slug(), onThisJdk ? builds : Set.of());
  }

  /// @throws Unusable on another machine or JDK
  void requireHere(Path run) {
    String here = Fingerprint.of(Host.here()).slug();
    if (machine != null && !machine.equals(here)) {
      throw new Unusable(
          run + " was begun on " + machine + ", and this is " + here + ": start a new run here");
    }
    String build = System.getProperty("java.runtime.version");
    if (!builds.isEmpty() && !builds.contains(build)) {
      throw new Unusable(
          String.format(
              "%s was begun on JDK %s, and this is %s: continue on that JDK",
              run, String.join(", ", builds), build));
    }
  }
}
