package dev.threadmill.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The jar, run as a user runs it, with temporary files of its own.
final class JarProcess {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /// How it ended and what it printed, errors too.
  record Ended(int code, String output) {}

  private final Path folder;

  JarProcess(Path folder) {
    this.folder = folder;
  }

  Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  /// @param before what stands before the command of the JVM
  private Process start(List<String> before, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(JAVA.toString());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
        .start();
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    Files.deleteIfExists(log().toPath());
    return ended(start(arguments));
  }

  /// Runs it where no file can grow beyond a size, which to who writes is a disk that is full.
  Ended limitedTo(int bytes, String... arguments) throws IOException, InterruptedException {
    Files.deleteIfExists(log().toPath());
    var limit = "ulimit -f " + bytes / 512 + " && exec \"$@\""; // a shell counts in such blocks
    return ended(start(List.of("sh", "-c", limit, "sh"), arguments));
  }

  private Ended ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("It did not end: " + Files.readString(log().toPath()));
    }
    return new Ended(process.exitValue(), Files.readString(log().toPath()));
  }

  private File log() {
    return folder.resolve("output.log").toFile();
  }
}
