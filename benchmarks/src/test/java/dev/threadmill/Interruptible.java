package dev.threadmill;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Commands whose processes react to SIGINT, however the tests were started.
///
/// A shell without job control makes its background jobs ignore the signal, and all descendants
/// inherit that: `mvn verify &`, many CI runners. A JVM does not undo it.
public final class Interruptible {
  /// Programs that restore the default action and then become the command that follows.
  private static final List<List<String>> WAYS =
      List.of(
          List.of("env", "--default-signal=INT"),
          List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die"));

  private Interruptible() {}

  /// The command with a program before it that restores the default action. Skips the test if the
  /// signal is ignored and no such program works.
  public static List<String> command(List<String> command) throws Exception {
    for (var way : WAYS) {
      if (works(way)) {
        return Stream.concat(way.stream(), command.stream()).toList();
      }
    }
    assumeFalse(isIgnored(), "SIGINT is ignored here, and neither env nor perl can restore it");
    return command;
  }

  private static boolean works(List<String> way) throws InterruptedException {
    var trial = Stream.concat(way.stream(), Stream.of("true")).toList();
    try {
      return new ProcessBuilder(trial)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static boolean isIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.isReadable(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .anyMatch(signals -> (signals & 1 << 1) != 0);
  }
}
