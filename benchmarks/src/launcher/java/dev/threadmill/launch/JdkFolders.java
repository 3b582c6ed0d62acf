package dev.threadmill.launch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The folders in which installers and version managers keep their JDKs, one a subfolder.
final class JdkFolders {
  private final Host host;
  private final List<Path> folders = new ArrayList<>();

  private JdkFolders(Host host) {
    this.host = host;
  }

  static List<Path> of(Host host) {
    JdkFolders folders = new JdkFolders(host);
    folders.addVersionManagers();
    switch (host.family()) {
      case MAC:
        folders.addMac();
        break;
      case WINDOWS:
        folders.addWindows();
        break;
      default:
        folders.addLinux();
    }
    return folders.folders;
  }

  private void addVersionManagers() {
    addMovable("SDKMAN_DIR", ".sdkman", "candidates/java");
    addInHome(".jdks");
    addInHome(".gradle/jdks");
    addInHome(".m2/jdks");
    addMovable("ASDF_DATA_DIR", ".asdf", "installs/java");
    addMovable("MISE_DATA_DIR", ".local/share/mise", "installs/java");
    addMovable("JENV_ROOT", ".jenv", "versions");
    addMovable("JABBA_HOME", ".jabba", "jdk");
  }

  private void addLinux() {
    for (String folder :
        new String[] {
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
          "home/linuxbrew/.linuxbrew/opt"
        }) {
      addInRoot(folder);
    }
  }

  private void addMac() {
    addInRoot("Library/Java/JavaVirtualMachines");
    addInHome("Library/Java/JavaVirtualMachines");
    addInRoot("opt/homebrew/opt");
    addInRoot("usr/local/opt");
  }

  private void addWindows() {
    for (String variable : new String[] {"ProgramFiles", "LOCALAPPDATA"}) {
      Optional<Path> base = pathIn(variable);
      if (base.isPresent()) {
        Path programs =
            variable.equals("LOCALAPPDATA") ? base.get().resolve("Programs") : base.get();
        for (String vendor :
            new String[] {
              "Java",
              "Eclipse Adoptium",
              "Microsoft",
              "Amazon Corretto",
              "Zulu",
              "BellSoft",
              "Semeru",
              "OpenJDK"
            }) {
          folders.add(programs.resolve(vendor));
        }
      }
    }
    addInHome("scoop/apps");
  }

  private void addMovable(String variable, String usual, String inside) {
    folders.add(pathIn(variable).orElse(host.home().resolve(usual)).resolve(inside));
  }

  private void addInHome(String folder) {
    folders.add(host.home().resolve(folder));
  }

  private void addInRoot(String folder) {
    folders.add(host.root().resolve(folder));
  }

  private Optional<Path> pathIn(String variable) {
    try {
      return host.variable(variable).map(Paths::get);
    } catch (InvalidPathException e) {
      // A manager that is set up wrongly holds no JDK for us; the usual folder may.
      return Optional.empty();
    }
  }
}
