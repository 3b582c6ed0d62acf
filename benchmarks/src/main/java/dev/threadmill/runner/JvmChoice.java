package dev.threadmill.runner;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/// A JVM to run forks with.
///
/// @param java its executable
/// @param feature its feature version, such as 25
/// @param arguments that it is given beside those of the benchmark
public record JvmChoice(Path java, int feature, List<String> arguments) {
  static final String EXECUTABLE = File.separatorChar == '\\' ? "java.exe" : "java";

  /// The JVM that runs this program.
  static JvmChoice host() {
    return new JvmChoice(
        Jdks.hostHome().resolve("bin").resolve(EXECUTABLE), Runtime.version().feature(), List.of());
  }
}
