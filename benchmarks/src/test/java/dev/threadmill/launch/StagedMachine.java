package dev.threadmill.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A machine in a temporary folder, with JDKs that are a `release` file and a shell script.
final class StagedMachine {
  private static final String STARTS = "exit 0";

  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  StagedMachine(Path folder) {
    this.root = folder;
  }

  Path path(String inside) {
    return root.resolve(inside);
  }

  StagedMachine with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  Path jdk(String inside, String version) {
    return jdk(inside, "JAVA_RUNTIME_VERSION=\"" + version + "\"\n", STARTS);
  }

  Path jdkThatSays(String inside, String version, String script) {
    return jdk(inside, "JAVA_RUNTIME_VERSION=\"" + version + "\"\n", script);
  }

  Path jdk(String inside, String release, String script) {
    Path home = path(inside);
    write(home.resolve("release"), release);
    Path java = write(home.resolve("bin").resolve(Jdk.EXECUTABLE), "#!/bin/sh\n" + script + "\n");
    if (!java.toFile().setExecutable(true)) {
      throw new IllegalStateException("cannot make " + java + " executable");
    }
    return home;
  }

  Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SearchedHost host() {
    return host(SearchedHost.SystemFamily.LINUX);
  }

  SearchedHost host(SearchedHost.SystemFamily family) {
    return new SearchedHost(family, environment, path("home/user"), root);
  }

  JdkFinder finder() {
    return new JdkFinder(host());
  }

  static String pathOf(Path... folders) {
    var joined = new StringBuilder();
    for (Path folder : folders) {
      joined.append(joined.isEmpty() ? "" : File.pathSeparator).append(folder);
    }
    return joined.toString();
  }
}
