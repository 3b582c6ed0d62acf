package dev.threadmill.launch;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The machine that is searched: its kind, environment variables, home folder and root folder.
///
/// A value, so that a test can stage a whole machine in a temporary folder.
final class Host {
  /// Systems that keep their JDKs in different folders. Other Unixes resemble Linux.
  enum Family {
    LINUX,
    MAC,
    WINDOWS;

    static Family named(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("windows")) {
        return WINDOWS;
      }
      return lower.startsWith("mac") ? MAC : LINUX;
    }
  }

  private final Family family;
  private final SortedMap<String, String> environment;
  private final Path home;
  private final Path root;

  Host(Family family, Map<String, String> environment, Path home, Path root) {
    this.family = family;
    // Windows says Path and ProgramFiles where others would write PATH.
    TreeMap<String, String> variables =
        family == Family.WINDOWS ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new TreeMap<>();
    variables.putAll(environment);
    this.environment = Collections.unmodifiableSortedMap(variables);
    this.home = home;
    this.root = root;
  }

  static Host current() {
    return new Host(
        Family.named(System.getProperty("os.name")),
        System.getenv(),
        Paths.get(System.getProperty("user.home")),
        Paths.get("/"));
  }

  Family family() {
    return family;
  }

  /// The value of a variable; one that is set to nothing counts as not set.
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  Iterable<String> variableNames() {
    return environment.keySet();
  }

  Path home() {
    return home;
  }

  Path root() {
    return root;
  }
}
