package dev.threadmill.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A process that has ended: its exit code and the lines that it wrote.
record Ended(int exitCode, List<String> out, List<String> err) {
  /// Runs `launch` to its end; its output goes through files in `folder`, so no pipe can fill up.
  static Ended of(ProcessBuilder launch, Path folder, String input) throws Exception {
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        launch
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      int exitCode = process.waitFor();
      return new Ended(exitCode, Files.readAllLines(out, UTF_8), Files.readAllLines(err, UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
