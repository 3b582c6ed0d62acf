package dev.threadmill.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The JDKs of this machine, by home or by version, as the launcher finds them.
public final class InstalledJdks {
  private static final Pattern MAJOR = Pattern.compile("[0-9]{1,3}");

  private InstalledJdks() {}

  /// The home of a JDK that starts.
  ///
  /// @param wanted a home, or a feature version such as 21
  /// @return empty if there is none such, or it is too old
  public static Optional<Path> home(String wanted) {
    JdkFinder finder = new JdkFinder(SearchedHost.current());
    if (MAJOR.matcher(wanted).matches()) {
      return finder.findFeature(Integer.parseInt(wanted)).map(Jdk::home);
    }
    try {
      return finder.findAt(Paths.get(wanted)).map(Jdk::home);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// The homes of all JDKs that lie where JDKs are kept, with the one that runs this; none is
  /// started.
  public static List<Path> homes() {
    List<Path> homes = new ArrayList<>();
    try {
      homes.add(Jdk.at(Paths.get(System.getProperty("java.home"))).home());
    } catch (Jdk.Refused e) {
      // It runs, and yet says nothing of its version.
    }
    new JdkFinder(SearchedHost.current()).findAll().forEach(jdk -> homes.add(jdk.home()));
    return homes;
  }

  /// The feature version of the JDK at a home that was found.
  public static int feature(Path home) {
    return at(home).version().feature();
  }

  /// The whole version of the JDK at a home that was found.
  public static String version(Path home) {
    return at(home).version().toString();
  }

  private static Jdk at(Path home) {
    try {
      return Jdk.at(home);
    } catch (Jdk.Refused e) {
      throw new IllegalArgumentException(home + " is no JDK: " + e.getMessage(), e);
    }
  }
}
