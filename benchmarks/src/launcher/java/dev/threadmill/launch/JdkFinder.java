package dev.threadmill.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks for a JDK that can run the suite, and remembers why each place was refused.
///
/// `THREADMILL_JAVA_HOME` and `JAVA_HOME` win if their JDK is new enough. Otherwise the preferred
/// JDK wins of those in variables that carry a version, in the usual folders and on the `PATH`. A
/// finder serves one search.
final class JdkFinder {
  static final String CHOICE = "THREADMILL_JAVA_HOME";

  // JAVA_HOME_21_X64 (GitHub's runners), JAVA21_HOME, JDK_21, JDK21_HOME ...
  private static final Pattern WITH_VERSION =
      Pattern.compile("(JAVA|JDK)_?(HOME_?)?[0-9]+(_\\w*)?");

  private final SearchedHost host;
  private final List<String> refusals = new ArrayList<>();
  private final Set<Path> considered = new HashSet<>();
  private Optional<String> refusedChoice = Optional.empty();

  JdkFinder(SearchedHost host) {
    this.host = host;
  }

  Optional<Jdk> find() {
    for (String name : Arrays.asList(CHOICE, "JAVA_HOME")) {
      Optional<Jdk> chosen = inVariable(name).filter(this::starts);
      if (chosen.isPresent()) {
        return chosen;
      }
      if (name.equals(CHOICE) && host.variable(CHOICE).isPresent()) {
        refusedChoice = Optional.of(refusals.get(refusals.size() - 1));
      }
    }
    return installed().stream().filter(this::starts).findFirst();
  }

  /// The preferred of all JDKs of that feature version.
  Optional<Jdk> findFeature(int feature) {
    return findAll().stream()
        .filter(jdk -> jdk.version().feature() == feature)
        .filter(this::starts)
        .findFirst();
  }

  /// All JDKs that are new enough, those chosen by variables first, then the preferred.
  List<Jdk> findAll() {
    List<Jdk> found = new ArrayList<>();
    for (String name : Arrays.asList(CHOICE, "JAVA_HOME")) {
      inVariable(name).ifPresent(found::add);
    }
    found.addAll(installed());
    return found;
  }

  /// The JDK at that place.
  Optional<Jdk> findAt(Path place) {
    return consider(place.toString(), place).filter(this::starts);
  }

  /// All JDKs that are new enough, the preferred first.
  private List<Jdk> installed() {
    List<Jdk> found = new ArrayList<>();
    for (String name : host.variableNames()) {
      if (WITH_VERSION.matcher(name).matches()) {
        inVariable(name).ifPresent(found::add);
      }
    }
    for (Path folder : host.jdkFolders()) {
      found.addAll(inFolder(folder));
    }
    found.addAll(onPath());
    // A stable sort: of equal versions the one found first stays first.
    found.sort((a, b) -> JavaVersion.PREFERRED_FIRST.compare(a.version(), b.version()));
    return found;
  }

  /// Every place that was refused, with the reason, in the order of the search.
  List<String> refusals() {
    return Collections.unmodifiableList(refusals);
  }

  /// The refusal of the JDK that the user asked for by name, which has to be reported.
  Optional<String> refusedChoice() {
    return refusedChoice;
  }

  private Optional<Jdk> inVariable(String name) {
    Optional<String> value = host.variable(name);
    if (!value.isPresent()) {
      return refuse(name, "not set");
    }
    String place = name + "=" + value.get();
    try {
      Path home = Paths.get(value.get());
      considered.add(real(home));
      return consider(place, home);
    } catch (InvalidPathException e) {
      return refuse(place, "not a path");
    }
  }

  private List<Jdk> inFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      refuse(folder.toString(), "no such folder");
      return Collections.emptyList();
    }
    List<Jdk> found = new ArrayList<>();
    boolean holdsAny = false;
    for (Path place : subfolders(folder)) {
      // Silent about what is plainly no JDK: folders such as /opt hold all kinds of things.
      if (Jdk.homeIn(place).isPresent()) {
        holdsAny = true;
        if (considered.add(real(place))) {
          consider(place.toString(), place).ifPresent(found::add);
        }
      }
    }
    if (!holdsAny) {
      refuse(folder.toString(), "holds no JDK");
    }
    return found;
  }

  private static List<Path> subfolders(Path folder) {
    List<Path> subfolders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      entries.forEach(subfolders::add);
    } catch (IOException | DirectoryIteratorException e) {
      // What cannot be listed cannot be started from either: "holds no JDK" will do.
      return subfolders;
    }
    Collections.sort(subfolders);
    return subfolders;
  }

  private List<Jdk> onPath() {
    List<Jdk> found = new ArrayList<>();
    boolean holdsAny = false;
    for (String folder : host.variable("PATH").orElse("").split(File.pathSeparator)) {
      try {
        Path java = Paths.get(folder).resolve(Jdk.EXECUTABLE);
        if (!folder.isEmpty() && Files.isExecutable(java)) {
          holdsAny = true;
          // Follows the links of /usr/bin/java. A version manager's wrapper leads to no JDK.
          Path home = real(java).resolve("../..").normalize();
          if (considered.add(home)) {
            consider(home + " (by " + java + " on the PATH)", home).ifPresent(found::add);
          }
        }
      } catch (InvalidPathException e) {
        refuse("PATH: " + folder, "not a path");
      }
    }
    if (!holdsAny) {
      refuse("PATH", "holds no " + Jdk.EXECUTABLE);
    }
    return found;
  }

  private Optional<Jdk> consider(String place, Path home) {
    try {
      Jdk jdk = Jdk.at(home);
      if (!jdk.version().isNewEnough()) {
        throw new Jdk.Refused("Java " + jdk.version() + " is too old");
      }
      return Optional.of(jdk);
    } catch (Jdk.Refused refused) {
      return refuse(place, refused.getMessage());
    }
  }

  private boolean starts(Jdk jdk) {
    try {
      jdk.requireThatItStarts();
      return true;
    } catch (Jdk.Refused refused) {
      refuse(jdk.home().toString(), refused.getMessage());
      return false;
    }
  }

  private Optional<Jdk> refuse(String place, String reason) {
    refusals.add(place + ": " + reason);
    return Optional.empty();
  }

  /// One name for a folder that is reachable through several links.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
