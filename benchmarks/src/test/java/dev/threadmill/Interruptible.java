package dev.threadmill;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Commands whose process heeds SIGINT, wherever the tests run.
///
/// A shell without job control starts its background jobs so that they ignore the signal, and all
/// their descendants inherit that: `mvn verify &`, `nohup`, many CI runners. No JVM undoes it.
public final class Interruptible {
  /// Programs that restore the default action and go on as the command that follows.
  private static final List<List<String>> WAYS =
      List.of(
          List.of("env", "--default-signal=INT"),
          List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die"));

  private Interruptible() {}

  /// The command, started in a way that restores the default action; skips the test where the
  /// signal is ignored and there is no such way.
  public static List<String> command(List<String> command) throws Exception {
    for (var way : WAYS) {
      if (works(way)) {
        return Stream.concat(way.stream(), command.stream()).toList();
      }
    }
    assumeFalse(
        isIgnored(), "SIGINT is ignored here, and neither env nor perl can have it heeded again");
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
