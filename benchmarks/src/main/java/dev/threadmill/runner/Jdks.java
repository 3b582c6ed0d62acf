package dev.threadmill.runner;

import dev.threadmill.launch.InstalledJdks;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The JVMs that a run's forks may use, by the names that cells give them.
///
/// @param homes of JDKs, by the values of the `jdk` axis
/// @param arguments by the values of the `jvm` axis
public record Jdks(Map<String, Path> homes, Map<String, List<String>> arguments)
    implements Function<Cell, JvmChoice> {

  /// Finds the JDKs that a user named by home or by feature version.
  ///
  /// One that is named by its home is called by its version from there on: a path is no name to
  /// publish, and says nothing on another machine.
  ///
  /// @throws Unusable if one of them is not there
  public static Jdks find(List<String> wanted, Map<String, List<String>> arguments) {
    Map<String, Path> homes = new LinkedHashMap<>();
    for (String jdk : wanted) {
      Path home = home(jdk);
      String feature = String.valueOf(InstalledJdks.feature(home));
      homes.put(homes.containsKey(feature) ? InstalledJdks.version(home) : feature, home);
    }
    return new Jdks(homes, arguments);
  }

  /// The JDKs of a run that goes on, where they were when it began.
  public static Jdks of(RunManifest manifest) {
    Map<String, Path> homes = new LinkedHashMap<>();
    manifest.jdks().forEach((name, place) -> homes.put(name, home(Published.restored(place))));
    Map<String, List<String>> arguments = new LinkedHashMap<>();
    manifest
        .jvms()
        .forEach(
            (name, words) -> arguments.put(name, words.stream().map(Published::restored).toList()));
    return new Jdks(homes, arguments);
  }

  /// Where the JDKs are, as a run keeps it.
  Map<String, String> places(Published published) {
    Map<String, String> places = new LinkedHashMap<>();
    homes.forEach((name, home) -> places.put(name, published.needed(home.toString())));
    return places;
  }

  /// The arguments, as a run keeps them.
  Map<String, List<String>> arguments(Published published) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    arguments.forEach(
        (name, words) -> kept.put(name, words.stream().map(published::needed).toList()));
    return kept;
  }

  private static Path home(String jdk) {
    return InstalledJdks.home(jdk)
        .orElseThrow(
            () -> new Unusable("--jdk " + jdk + ": there is no JDK 21 or newer of that name"));
  }

  @Override
  public JvmChoice apply(Cell cell) {
    var extra = new ArrayList<String>();
    if (cell.jvm() != null) {
      extra.addAll(arguments.getOrDefault(cell.jvm(), List.of()));
    }
    Path home = cell.jdk() == null ? null : homes.get(cell.jdk());
    if (home == null) {
      var host = JvmChoice.host();
      return new JvmChoice(host.java(), host.feature(), extra);
    }
    return new JvmChoice(
        home.resolve("bin").resolve(JvmChoice.EXECUTABLE), InstalledJdks.feature(home), extra);
  }

  /// The home of the JDK that runs cells which name none.
  static Path hostHome() {
    return Path.of(System.getProperty("java.home"));
  }
}
