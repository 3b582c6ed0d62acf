package dev.threadmill.runner;

import dev.threadmill.launch.InstalledJdks;
import dev.threadmill.machine.Redaction;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Unusable;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The JVMs that a run's forks may use, by the names that cells give them.
///
/// @param homes of JDKs, by the values of the `jdk` axis
/// @param arguments by the values of the `jvm` axis
public record Jdks(Map<String, Path> homes, Map<String, List<String>> arguments)
    implements Function<Cell, Jdks.JvmChoice> {
  private static final Pattern HOME = Pattern.compile("(?<![\\w.])~(?=[/\\\\]|$)");

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

  Map<String, String> places(Redaction redaction) {
    return each(homes, home -> kept(home.toString(), redaction));
  }

  Map<String, List<String>> arguments(Redaction redaction) {
    return each(arguments, words -> words.stream().map(word -> kept(word, redaction)).toList());
  }

  private static <A, B> Map<String, B> each(Map<String, A> all, Function<A, B> change) {
    Map<String, B> changed = new LinkedHashMap<>();
    all.forEach((name, value) -> changed.put(name, change.apply(value)));
    return changed;
  }

  /// A text that a run needs in full when it goes on, and that anybody may see. The user's own home
  /// comes back then; where more would have to, [#restored] refuses.
  static String kept(String text, Redaction redaction) {
    var hidden = redaction.text(text);
    boolean comesBack = hidden.contains(Redaction.WITHHELD) || restored(hidden).equals(text);
    return comesBack ? hidden : Redaction.WITHHELD;
  }

  static String restored(String kept) {
    if (kept.contains(Redaction.WITHHELD)) {
      throw new Unusable(
          "This run cannot go on: \""
              + kept
              + "\" in its plan lacks what named a person or a host; begin a new run");
    }
    var home = Matcher.quoteReplacement(System.getProperty("user.home", "~"));
    return HOME.matcher(kept).replaceAll(home);
  }

  private static Path home(String jdk) {
    return InstalledJdks.home(jdk)
        .orElseThrow(
            () -> new Unusable("--jdk " + jdk + ": there is no JDK 21 or newer of that name"));
  }

  @Override
  public JvmChoice apply(Cell cell) {
    List<String> extra =
        cell.jvm() == null ? List.of() : arguments.getOrDefault(cell.jvm(), List.of());
    Path home = cell.jdk() == null ? null : homes.get(cell.jdk());
    return home == null
        ? JvmChoice.host(extra)
        : new JvmChoice(JvmChoice.executable(home), InstalledJdks.feature(home), extra);
  }

  /// The home of the JDK that runs cells which name none.
  static Path hostHome() {
    return Path.of(System.getProperty("java.home"));
  }

  /// A JVM to run forks with.
  public record JvmChoice(Path java, int feature, List<String> arguments) {
    private static Path executable(Path home) {
      return home.resolve("bin").resolve(File.separatorChar == '\\' ? "java.exe" : "java");
    }

    static JvmChoice host(List<String> arguments) {
      return new JvmChoice(executable(hostHome()), Runtime.version().feature(), arguments);
    }

    /// What stands before a benchmark's own arguments.
    List<String> before() {
      return UnsafeWarning.options(feature);
    }

    /// What stands behind them.
    List<String> after() {
      List<String> after = new ArrayList<>(arguments);
      if (after.stream().anyMatch(argument -> argument.matches("-XX:\\+Use\\w+GC"))) {
        after.addFirst("-XX:-UseSerialGC"); // that benchmarks have, and no JVM takes two
      }
      return after;
    }
  }
}
