package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;

/// A program in the place of ours, so that a launch can be watched from outside.
///
/// It carries the name of our main class and lies before it on the class path, since the launcher
/// offers no way, which a user could then hit by mistake, to start anything else.
final class StandIn {
  /// As first argument: what the stand-in then does.
  enum Act {
    /// Prints its own version, its JVM options and its arguments, a line each.
    REPORT,
    /// Copies standard input to standard output.
    COPY,
    /// Ends with the exit code that is the second argument.
    EXIT,
    /// Fails with an exception.
    FAIL,
    /// Connects to the port that is the second argument, tells its process id and stays.
    STAY
  }

  private static final String SOURCE =
      """
      package dev.threadmill.cli;

      import java.lang.management.ManagementFactory;
      import java.net.InetAddress;
      import java.net.Socket;
      import java.util.Arrays;

      public class Threadmill {
        public static void main(String[] args) throws Exception {
          switch (args[0]) {
            case "REPORT" -> {
              System.out.println(Runtime.version().feature());
              System.out.println(ManagementFactory.getRuntimeMXBean().getInputArguments());
              System.out.println(Arrays.asList(args));
            }
            case "COPY" -> System.in.transferTo(System.out);
            case "EXIT" -> System.exit(Integer.parseInt(args[1]));
            case "FAIL" -> throw new java.io.IOException("planned");
            case "STAY" -> {
              var loopback = InetAddress.getLoopbackAddress();
              try (var test = new Socket(loopback, Integer.parseInt(args[1]))) {
                test.getOutputStream().write((ProcessHandle.current().pid() + "\\n").getBytes());
                test.getInputStream().read();
              }
            }
          }
        }
      }
      """;

  private final String classPath;

  /// Compiles the stand-in into `folder`.
  StandIn(Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("Threadmill.java"), SOURCE);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), "--release", "21", source.toString());
    assertThat(errors).as("errors in the stand-in").isZero();
    Path launcher = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    classPath = StagedMachine.pathOf(folder, launcher);
  }

  /// A launch on an old Java, told to continue on the Java of this test.
  ProcessBuilder onOldJava(Object... arguments) {
    return onOldJava(List.of(), arguments);
  }

  ProcessBuilder onOldJava(List<String> options, Object... arguments) {
    ProcessBuilder launch = on(oldJava(), options, arguments);
    launch.environment().put("THREADMILL_JAVA_HOME", System.getProperty("java.home"));
    return launch;
  }

  /// A launch on the Java of this test.
  ProcessBuilder onThisJava(Object... arguments) {
    return on(Path.of(System.getProperty("java.home")), List.of(), arguments);
  }

  private ProcessBuilder on(Path home, List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(Jdk.EXECUTABLE).toString());
    command.addAll(options);
    Collections.addAll(command, "-cp", classPath, Main.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    var launch = new ProcessBuilder(command);
    // What a JVM says about these on standard error is not the launcher's.
    launch
        .environment()
        .keySet()
        .removeIf(name -> name.matches(".*JAVA.*OPTIONS|THREADMILL.*|JAVA_HOME"));
    return launch;
  }

  static Path oldJava() {
    Optional<Path> home = findOldJava();
    assumeTrue(home.isPresent(), "no Java older than 21 in /usr/lib/jvm or in JAVA_HOME_17_X64");
    return home.get();
  }

  private static Optional<Path> findOldJava() {
    List<Path> places = new ArrayList<>();
    Optional.ofNullable(System.getenv("JAVA_HOME_17_X64")).map(Path::of).ifPresent(places::add);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/usr/lib/jvm"))) {
      entries.forEach(places::add);
    } catch (IOException e) {
      // This system keeps its Javas elsewhere.
    }
    return places.stream().filter(StandIn::isOld).findFirst();
  }

  private static boolean isOld(Path place) {
    try {
      return !Jdk.at(place).version().isNewEnough();
    } catch (Jdk.Refused e) {
      return false;
    }
  }
}
