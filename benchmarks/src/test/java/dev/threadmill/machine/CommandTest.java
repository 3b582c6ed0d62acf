package dev.threadmill.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Programs that print, fail, hang and are not there.
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  @Test
  void givesAllThatWasPrinted() throws InterruptedException {
    var words = List.of("sh", "-c", "yes 0123456789 | head -c 300000; echo end >&2");
    assertThat(Command.output(LONG, words)).hasSize(300_004).endsWith("end\n");
  }

  @Test
  void aProgramThatFailsGivesNothing() throws InterruptedException {
    assertThat(Command.output(LONG, List.of("sh", "-c", "echo here; exit 3"))).isNull();
  }

  @Test
  void aProgramThatIsNotThereGivesNothing() throws InterruptedException {
    assertThat(Command.output(LONG, List.of(Path.of("no", "such").toString()))).isNull();
  }

  @Test
  void aProgramThatHangsIsGivenUp() throws InterruptedException {
    assertThat(Command.output(Duration.ofMillis(50), List.of("tail", "-f", "/dev/null"))).isNull();
  }
}
