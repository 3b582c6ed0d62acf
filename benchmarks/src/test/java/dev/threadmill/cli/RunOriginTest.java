package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.analysis.compare.SampleRun;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A run continues on its own machine and JDK only.
class RunOriginTest {
  private static final Path RUN = Path.of("src/test/resources/runs/sample");
  private static final RunManifest BEGUN = RunFolder.open(RUN).manifest();
  private static final String HERE = Objects.requireNonNull(BEGUN.fingerprint()).slug();
  private static final String BUILD =
      String.valueOf(BEGUN.fingerprint().jdks().values().iterator().next().build());

  @Test
  void onTheSameMachineAndJdkItContinues() {
    assertThatCode(() -> RunCommand.requireSame(BEGUN, RUN, HERE, BUILD))
        .doesNotThrowAnyException();
    var unknown = SampleRun.run(run -> run.fingerprinted = false).manifest();
    assertThatCode(() -> RunCommand.requireSame(Objects.requireNonNull(unknown), RUN, "any", "8+1"))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherMachineDoesNot() {
    assertThatThrownBy(() -> RunCommand.requireSame(BEGUN, RUN, "mill", BUILD))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("was begun on", "mill", HERE);
  }

  @Test
  void anotherJdkDoesNot() {
    assertThatThrownBy(() -> RunCommand.requireSame(BEGUN, RUN, HERE, "8+1"))
        .isInstanceOf(Unusable.class)
        .hasMessageContainingAll("8+1", BUILD);
  }
}
