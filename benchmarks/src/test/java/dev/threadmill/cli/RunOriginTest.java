package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.analysis.compare.SampleRun;
import dev.threadmill.cli.RunCommand.RunOrigin;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.results.Unusable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A run continues on its own machine and JDK only.
class RunOriginTest {
  private static final Path RUN = Path.of("run");
  private static final String HERE = Fingerprint.of(Host.here()).slug();
  private static final String BUILD = System.getProperty("java.runtime.version");

  @Test
  void onTheSameMachineAndJdkItContinues() {
    assertThatCode(() -> new RunOrigin(HERE, Set.of(BUILD)).requireHere(RUN))
        .doesNotThrowAnyException();
    assertThatCode(() -> new RunOrigin(null, Set.of()).requireHere(RUN)).doesNotThrowAnyException();
  }

  @Test
  void anotherMachineDoesNot() {
    var manifest = Objects.requireNonNull(SampleRun.run(run -> run.model = "Mill").manifest());
    assertThatThrownBy(() -> RunOrigin.of(manifest).requireHere(RUN))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("was begun on", "mill", HERE);
  }

  @Test
  void anotherJdkDoesNot() {
    assertThatThrownBy(() -> new RunOrigin(HERE, Set.of("8+1")).requireHere(RUN))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("8+1", BUILD);
  }
}
