package dev.threadmill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the staged JDKs are shell scripts")
class RelaunchRefusalTest {
  @TempDir Path folder;

  @Test
  void machineWithoutJdkGivesExitCode2AndThePlacesLookedAt() throws Exception {
    var machine = new StagedMachine(folder);
    Path old = machine.jdk("usr/lib/jvm/java-17", "17.0.15+6");
    var err = new ByteArrayOutputStream();
    var relaunch = new Relaunch(machine.host(), new PrintStream(err, true, StandardCharsets.UTF_8));

    int code = relaunch.run(new Invocation(List.of(), Map.of(), "a", List.of()));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .anySatisfy(line -> assertThat(line).startsWith("threadmill: needs Java 21 or newer"))
        .contains("  JAVA_HOME: not set", "  " + old + ": Java 17.0.15+6 is too old")
        .anySatisfy(line -> assertThat(line).contains("THREADMILL_JAVA_HOME."));
  }
}
