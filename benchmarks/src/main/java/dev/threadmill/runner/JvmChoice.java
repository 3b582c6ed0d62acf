package dev.threadmill.runner;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM to run forks with.
///
/// @param java its executable
/// @param feature its feature version, such as 25
/// @param arguments that it is given beside those of the benchmark
public record JvmChoice(Path java, int feature, List<String> arguments) {
  /// From this version on JMH's use of Unsafe prints four lines of warning in each fork, and there
  /// is an option against it.
  private static final int UNSAFE_WARNS = 23;

  static final String EXECUTABLE = File.separatorChar == '\\' ? "java.exe" : "java";

  /// The JVM that runs this program.
  static JvmChoice host() {
    return new JvmChoice(
        Jdks.hostHome().resolve("bin").resolve(EXECUTABLE), Runtime.version().feature(), List.of());
  }

  /// What stands before a benchmark's own arguments.
  List<String> before() {
    return feature < UNSAFE_WARNS ? List.of() : List.of("--sun-misc-unsafe-memory-access=allow");
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
