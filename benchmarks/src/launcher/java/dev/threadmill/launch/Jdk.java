package dev.threadmill.launch;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// An installed Java: its home folder and the version that its `release` file states.
final class Jdk {
  static final String EXECUTABLE = File.separatorChar == '\\' ? "java.exe" : "java";

  private static final String JAVA = "bin/" + EXECUTABLE;

  // Itself, a macOS bundle, Homebrew on macOS, Homebrew on Linux, Scoop.
  private static final List<String> HOMES_IN_PLACE =
      Arrays.asList("", "Contents/Home", "libexec/openjdk.jdk/Contents/Home", "libexec", "current");

  private static final int SECONDS_TO_START = 30;

  private final Path home;
  private final JavaVersion version;

  private Jdk(Path home, JavaVersion version) {
    this.home = home;
    this.version = version;
  }

  /// The JDK whose home is `place`, or lies where installers put it inside `place`.
  static Jdk at(Path place) throws Refused {
    if (!Files.isDirectory(place)) {
      throw new Refused("no such folder");
    }
    Path home = homeIn(place).orElseThrow(() -> new Refused("has no " + JAVA));
    return new Jdk(home, stated(home.resolve("release")));
  }

  static Optional<Path> homeIn(Path place) {
    return HOMES_IN_PLACE.stream()
        .map(place::resolve)
        .filter(home -> Files.isExecutable(home.resolve(JAVA)))
        .findFirst();
  }

  /// From the file, since starting each Java of a machine would take seconds. It is also what tells
  /// a JDK from a wrapper: the `java` of macOS opens a dialog when it is started without a JDK.
  private static JavaVersion stated(Path release) throws Refused {
    Properties lines = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      lines.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused("has no readable release file");
    }
    for (String key : Arrays.asList("JAVA_RUNTIME_VERSION", "JAVA_VERSION")) {
      Optional<JavaVersion> version =
          JavaVersion.parse(lines.getProperty(key, "").replace("\"", ""));
      if (version.isPresent()) {
        return version.get();
      }
    }
    throw new Refused("its release file states no version");
  }

  Path home() {
    return home;
  }

  Path java() {
    return home.resolve(JAVA);
  }

  JavaVersion version() {
    return version;
  }

  /// Starts it once. A JDK of another processor or of a newer C library looks like any other until
  /// then.
  void requireThatItStarts() throws Refused {
    Process process;
    try {
      process = new ProcessBuilder(java().toString(), "-version").redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new Refused("does not start: " + e.getMessage());
    }
    try {
      // What -version prints fits into the pipe, so nobody needs to read while it runs.
      if (!process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS)) {
        throw new Refused("does not start within " + SECONDS_TO_START + " s");
      }
      if (process.exitValue() != 0) {
        throw new Refused("does not start: " + complaint(process));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("does not start: interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String complaint(Process process) {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
      return output
          .lines()
          .filter(line -> !line.contains("Picked up "))
          .findFirst()
          .orElse("exit code " + process.exitValue());
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /// The reason why a place was not taken, so that a user who expected it can see what to change.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
      super(reason);
    }
  }
}
