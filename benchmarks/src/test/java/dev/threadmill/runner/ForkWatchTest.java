package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.runner.Stop.ForkWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A fork that hangs is ended, and says before where it hung.
class ForkWatchTest {
  /// A fork that never ends.
  public static final class Hanging {
    private Hanging() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("begun");
      Object neverNotified = new Object();
      synchronized (neverNotified) {
        while (true) {
          neverNotified.wait();
        }
      }
    }
  }

  /// A fork that ends when it is told to.
  public static final class Obedient {
    private Obedient() {}

    public static void main(String[] arguments) throws IOException {
      System.exit(System.in.read() == 'e' ? 7 : 8);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signal that asks for a dump")
  void aForkThatHangsIsEndedWithADumpOfItsThreads() throws Exception {
    var fork = start(Hanging.class);
    try (var output = fork.inputReader()) {
      assertThat(output.readLine()).isEqualTo("begun");
      var watch = new ForkWatch(10);
      List<String> said = output.lines().toList(); // until it is gone
      assertThat(fork.waitFor()).isNotZero();
      assertThat(watch.hasEnded()).isTrue();
      assertThat(said)
          .anyMatch(line -> line.startsWith("Full thread dump"))
          .anyMatch(line -> line.contains("ForkWatchTest$Hanging.main"));
    }
  }

  @Test
  void aForkThatEndedInTimeIsLeftAlone() throws Exception {
    var fork = start(Obedient.class);
    var watch = new ForkWatch(600_000);
    watch.stop();
    try (var input = fork.getOutputStream()) {
      input.write('e');
    }
    assertThat(fork.waitFor()).isEqualTo(7);
    assertThat(watch.hasEnded()).isFalse();
  }

  private static Process start(Class<?> main) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName())
        .redirectErrorStream(true)
        .start();
  }
}
