package dev.threadmill.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The machine that is searched for JDKs: its system, environment variables, home and root folder.
///
/// A value, so that a test can stage a whole machine in a temporary folder.
final class SearchedHost {
  /// Systems that keep their JDKs in different folders. Other Unixes resemble Linux.
  enum SystemFamily {
    LINUX,
    MAC,
    WINDOWS;

    static SystemFamily named(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("windows")) {
        return WINDOWS;
      }
      return lower.startsWith("mac") ? MAC : LINUX;
    }
  }

  private static final List<String> LINUX_FOLDERS =
      Arrays.asList(
          "usr/lib/jvm",
          "usr/lib64/jvm",
          "usr/java",
          "usr/local",
          "usr/local/java",
          "opt",
          "opt/java",
          "opt/jdk",
          "opt/jdks",
          "opt/hostedtoolcache/Java_Temurin-Hotspot_jdk",
          "home/linuxbrew/.linuxbrew/opt");

  private static final List<String> WINDOWS_VENDORS =
      Arrays.asList(
          "Java",
          "Eclipse Adoptium",
          "Microsoft",
          "Amazon Corretto",
          "Zulu",
          "BellSoft",
          "Semeru",
          "OpenJDK");

  private final SystemFamily family;
  private final SortedMap<String, String> environment;
  private final Path home;
  private final Path root;

  SearchedHost(SystemFamily family, Map<String, String> environment, Path home, Path root) {
    this.family = family;
    // Windows says Path and ProgramFiles where others would write PATH.
    TreeMap<String, String> variables =
        family == SystemFamily.WINDOWS
            ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER)
            : new TreeMap<>();
    variables.putAll(environment);
    this.environment = Collections.unmodifiableSortedMap(variables);
    this.home = home;
    this.root = root;
  }

  static SearchedHost current() {
    return new SearchedHost(
        SystemFamily.named(System.getProperty("os.name")),
        System.getenv(),
        Paths.get(System.getProperty("user.home")),
        Paths.get("/"));
  }

  /// The value of a variable; one that is set to nothing counts as not set.
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  Iterable<String> variableNames() {
    return environment.keySet();
  }

  /// What a user types to start this `java`: its name alone, if that starts it and no other.
  String typed(Path java) {
    for (String folder : variable("PATH").orElse("").split(File.pathSeparator)) {
      try {
        Path first = Paths.get(folder).resolve(Jdk.EXECUTABLE);
        if (!folder.isEmpty() && Files.isExecutable(first)) {
          return first.toRealPath().equals(java.toRealPath()) ? "java" : java.toString();
        }
      } catch (InvalidPathException | IOException e) {
        // No shell finds anything there either.
      }
    }
    return java.toString();
  }

  /// The folders in which installers and version managers keep their JDKs, one a subfolder.
  List<Path> jdkFolders() {
    List<Path> folders = new ArrayList<>();
    folders.add(movable("SDKMAN_DIR", ".sdkman", "candidates/java"));
    folders.add(home.resolve(".jdks"));
    folders.add(home.resolve(".gradle/jdks"));
    folders.add(home.resolve(".m2/jdks"));
    folders.add(movable("ASDF_DATA_DIR", ".asdf", "installs/java"));
    folders.add(movable("MISE_DATA_DIR", ".local/share/mise", "installs/java"));
    folders.add(movable("JENV_ROOT", ".jenv", "versions"));
    folders.add(movable("JABBA_HOME", ".jabba", "jdk"));
    switch (family) {
      case MAC:
        folders.add(root.resolve("Library/Java/JavaVirtualMachines"));
        folders.add(home.resolve("Library/Java/JavaVirtualMachines"));
        folders.add(root.resolve("opt/homebrew/opt"));
        folders.add(root.resolve("usr/local/opt"));
        break;
      case WINDOWS:
        pathIn("ProgramFiles").ifPresent(programs -> addVendors(programs, folders));
        pathIn("LOCALAPPDATA").ifPresent(own -> addVendors(own.resolve("Programs"), folders));
        folders.add(home.resolve("scoop/apps"));
        break;
      default:
        LINUX_FOLDERS.forEach(folder -> folders.add(root.resolve(folder)));
    }
    return folders;
  }

  private static void addVendors(Path programs, List<Path> folders) {
    WINDOWS_VENDORS.forEach(vendor -> folders.add(programs.resolve(vendor)));
  }

  private Path movable(String variable, String usual, String inside) {
    return pathIn(variable).orElse(home.resolve(usual)).resolve(inside);
  }

  private Optional<Path> pathIn(String variable) {
    try {
      return variable(variable).map(Paths::get);
    } catch (InvalidPathException e) {
      // A manager that is set up wrongly holds no JDK for us; the usual folder may.
      return Optional.empty();
    }
  }
}
