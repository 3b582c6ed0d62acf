package dev.threadmill.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.threadmill.Interruptible;
import dev.threadmill.questions.ShortCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The jar, run as a user runs it, with temporary files of its own, or another program beside it;
/// `close` ends what still runs.
final class JarProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "benchmarks.jar").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /// How it ended and what it printed, errors too.
  record Ended(int code, String output) {}

  private final Path folder;
  private final List<String> program;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> started = new ArrayList<>();

  JarProcess(Path folder) {
    this(folder, java(folder, "-jar", JAR.toString()));
  }

  private JarProcess(Path folder, List<String> program) {
    this.folder = folder;
    this.program = program;
  }

  /// The jar, with more classes beside those in it.
  static JarProcess with(Path classes, Path folder) {
    return new JarProcess(
        folder,
        java(
            folder,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes + File.pathSeparator + JAR,
            Threadmill.class.getName()));
  }

  /// Any other program, such as a shell.
  static JarProcess of(Path folder, String... program) {
    return new JarProcess(folder, List.of(program));
  }

  /// Whether a program is on the PATH.
  static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// Runs it with that in its environment.
  JarProcess with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  private static List<String> java(Path folder, String... program) {
    List<String> command = new ArrayList<>();
    command.add(JAVA.toString());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of(program));
    return command;
  }

  Process start(String... arguments) throws IOException {
    return start(command(arguments));
  }

  /// Starts it so that it reacts to SIGINT, however the tests were started.
  Process startInterruptible(String... arguments) throws Exception {
    return start(Interruptible.command(command(arguments)));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
    builder.environment().putAll(environment);
    var process = builder.start();
    started.add(process);
    return process;
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    Files.deleteIfExists(log().toPath());
    return ended(start(arguments));
  }

  /// Runs what it told its user to type, as a shell does.
  Ended typed(String command) throws IOException, InterruptedException {
    Files.deleteIfExists(log().toPath());
    return ended(start(List.of("sh", "-c", command)));
  }

  String printed() throws IOException {
    return Files.readString(log().toPath());
  }

  /// Runs it where no file can grow beyond a size, which to who writes is a disk that is full.
  Ended limitedTo(int bytes, String... arguments) throws IOException, InterruptedException {
    Files.deleteIfExists(log().toPath());
    var limit = "ulimit -f " + bytes / 512 + " && exec \"$@\""; // a shell counts in such blocks
    List<String> command = new ArrayList<>(List.of("sh", "-c", limit, "sh"));
    command.addAll(command(arguments));
    return ended(start(command));
  }

  /// Runs it in a terminal of so many columns; what it printed has the terminal's control codes.
  /// Skips the test where there is no `script` of util-linux to make one.
  Ended inTerminal(int columns, String... arguments) throws IOException, InterruptedException {
    assumeTrue(hasScript(), "there is no `script` of util-linux, which makes terminals");
    Files.deleteIfExists(log().toPath());
    var typed = ShortCommand.typed(command(arguments));
    var inside = "stty cols " + columns + " rows 24 && exec " + typed;
    return ended(start(List.of("script", "-qefc", inside, "/dev/null")));
  }

  private static boolean hasScript() throws InterruptedException {
    try {
      var script = new ProcessBuilder("script", "--version").start();
      return script.waitFor() == 0
          && new String(script.getInputStream().readAllBytes()).contains("util-linux");
    } catch (IOException e) {
      return false;
    }
  }

  private Ended ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(15, TimeUnit.MINUTES)) {
      throw new AssertionError("It did not end: " + printed());
    }
    return new Ended(process.exitValue(), printed());
  }

  /// Kills a process as `kill -9` does, and waits until its fork has ended, too.
  static void kill(Process process) throws Exception {
    var forks = process.descendants().toList();
    process.destroyForcibly().waitFor();
    for (ProcessHandle fork : forks) {
      fork.onExit().get();
    }
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }

  private File log() {
    return folder.resolve("output.log").toFile();
  }
}
