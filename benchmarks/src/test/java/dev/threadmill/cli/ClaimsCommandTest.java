package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.threadmill.analysis.compare.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what `claims` prints. `-Dgolden.update` rewrites the golden files.
class ClaimsCommandTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/claims");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;
  private static final String PING_PONG = "switching.PingPongBenchmark.roundTrip";

  @TempDir Path runs;
  private Path run;

  @BeforeEach
  void writeARun() throws IOException {
    var sample = new SampleRun();
    for (String wire : new String[] {"PARK", "CONDITION", "SYNCHRONOUS_QUEUE"}) {
      double platform = wire.equals("PARK") ? 800 : wire.equals("CONDITION") ? 150 : 60;
      sample
          .with(PING_PONG, platform, "contender", wire, "threadKind", "PLATFORM", "carriers", "all")
          .with(PING_PONG, 100, "contender", wire, "threadKind", "VIRTUAL", "carriers", "all");
    }
    run = RunFiles.folder(runs, "run", sample.run());
  }

  @ParameterizedTest
  @EnumSource
  void looksAsItDid(Format format) throws IOException {
    var said = Said.by("claims", "--format", format, run);
    Path file = GOLDEN.resolve("claims." + format.name().toLowerCase(Locale.ROOT));
    if (UPDATE) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, said.out());
    }
    assertThat(said.out()).isEqualTo(Files.readString(file));
    assertThat(said.code()).isZero();
  }

  @Test
  void everyClaimIsInTheJsonOfEveryRun() throws IOException {
    var tree = new ObjectMapper().readTree(Said.by("claims", "--format", "json", run, run).out());
    assertThat(tree.at("/schema").asInt()).isEqualTo(2);
    var first = tree.at("/claims/0");
    assertThat(first.at("/scenario/faster/threadKind").asText()).isEqualTo("VIRTUAL");
    assertThat(first.at("/figures/0/ratio/ratio").asDouble()).isBetween(0.12, 0.13);
    assertThat(tree.at("/claims").findValuesAsText("standing"))
        .contains("reproduced", "direction only", "refuted here", "not run", "not covered");
  }

  @Test
  void badInputIsOneSentence() {
    var said = Said.by("claims", runs.resolve("nothing"));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("There is no").hasLineCount(1);
    assertThat(Said.by("claims").code()).isEqualTo(2);
  }
}
