package dev.threadmill.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.lane.LaneFork.LaneEnd;
import dev.threadmill.lane.PlantedProgram.Trait;
import dev.threadmill.questions.Lane;
import dev.threadmill.recording.JvmTimes;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.RunManifest.LaneBuild;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class LaneForkTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static Program program(Trait trait) {
    var command =
        List.of(
            JAVA,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PlantedProgram.class.getName(),
            trait.name());
    return new Program(Lane.REFERENCE, command, new LaneBuild("a compiler", "1", "2", 3));
  }

  private static LaneFork fork(Trait trait, List<Integer> cpus) throws IOException {
    var cell =
        new Cell(
            "dev.threadmill.suite.family.ABenchmark.run",
            "avgt",
            Map.of("contender", "ONE"),
            null,
            null,
            null,
            "reference");
    return new LaneFork(
        program(trait), new LaneFork.Plan(cell, 3, cpus, 7, 1, 1_000_000, 2, 1_000_000, 1));
  }

  private static LaneEnd end(Trait trait) throws IOException {
    try (var fork = fork(trait, List.of())) {
      return fork.measure((warmup, number, count, score) -> {});
    }
  }

  @Test
  void whatASoundProgramSaysIsKeptWhole() throws IOException {
    List<String> heard = new ArrayList<>();
    try (var fork = fork(Trait.SOUND, List.of())) {
      var end =
          fork.measure(
              (warmup, number, count, score) ->
                  heard.add("%s %s/%s %s".formatted(warmup, number, count, score)));
      assertThat(end).isEqualTo(new LaneEnd(null, null));
      assertThat(heard).containsExactly("true 1/1 2.0", "false 1/2 2.0", "false 2/2 2.0");
      assertThat(fork.iterations())
          .extracting(Iteration::warmup)
          .containsExactly(true, false, false);
      var last = fork.iterations().getLast();
      assertThat(last.metrics())
          .containsEntry("wait.longest", new Iteration.Metric(2.5, "ns"))
          .containsEntry(JvmTimes.BUSY, new Iteration.Metric(1.5, "CPUs"));
      assertThat(last.latencies()).containsOnlyKeys("wake.late");
      assertThat(fork.hello()).isNotNull();
      assertThat(fork.hello().toolchain()).isEqualTo("a compiler");
    }
  }

  @Test
  void whatIsNotApplicableSaysWhyAndNothingATerminalWouldObey() throws IOException {
    assertThat(end(Trait.NOT_APPLICABLE))
        .isEqualTo(new LaneEnd("There is[31m no such thing here", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SAYS_WHY        | two units never met
          DROPS_A_MESSAGE | something was lost: it expected 1000 and found 999
          CHECKS_NOTHING  | something was lost
          OTHER_WORKERS   | it has 4 workers, and was given 3
          OTHER_LANE      | it is of the lane rust
          OTHER_VERSION   | it speaks version 2 of the protocol
          PRINTS_GARBAGE  | said what is no answer: it is no valid JSON
          LONG_LINE       | wrote a line of more than 1048576 bytes
          ENDLESS_LINE    | wrote a line of more than 1048576 bytes
          ENDS_EARLY      | ended with exit code 7: the allocator gave up
          STARTS_OTHERS   | it started 1 processes of its own
          STRETCHES_TIME  | it says that 3600000000000 ns passed
          DOES_NOTHING    | it did 0 operations
          ODD_METRIC      | its metric wait.longest is none
          ODD_SAMPLES     | wake.late took -1 ns
          ANSWERS_AHEAD   | it answered warmup 1 when it was asked for warmup 0
          GOES_ON         | did not end when it was told to
          """)
  void whatCannotBeTrueFailsTheFork(Trait trait, String reason) throws IOException {
    var end = end(trait);
    assertThat(end.notApplicable()).isNull();
    assertThat(end.fault()).contains(reason).hasSizeLessThan(300).doesNotContain("\n");
  }

  @Test
  void aProgramOnOtherCpusThanItWasGivenFails() throws IOException {
    try (var fork = fork(Trait.OTHER_CPUS, List.of(0))) {
      assertThat(fork.measure((warmup, number, count, score) -> {}).fault())
          .contains("it runs on the CPUs [4711], and was given [0]");
    }
  }

  @Test
  void nothingThatItStartedOutlivesAFork() throws IOException {
    List<ProcessHandle> started;
    try (var fork = fork(Trait.STARTS_OTHERS, List.of())) {
      fork.measure((warmup, number, count, score) -> {});
      started = ProcessHandle.current().descendants().toList();
      assertThat(started).hasSizeGreaterThanOrEqualTo(2);
    }
    started.forEach(LaneForkTest::isGone);
  }

  /// Waits for the end of a process, and no longer than a while.
  private static void isGone(ProcessHandle process) {
    assertThat(process.onExit().orTimeout(20, TimeUnit.SECONDS))
        .succeedsWithin(Duration.ofSeconds(25));
  }

  @Test
  void whoWaitsForAProgramThatHangsGoesOnWhenItIsEnded() throws Exception {
    try (var fork = fork(Trait.HANGS, List.of())) {
      var end =
          CompletableFuture.supplyAsync(() -> fork.measure((warmup, number, count, score) -> {}));
      ProcessHandle.of(Long.parseLong(awaitLog(fork))).orElseThrow().destroyForcibly();
      assertThat(end.get(60, TimeUnit.SECONDS).fault()).contains("ended with exit code 137");
    }
  }

  private static String awaitLog(LaneFork fork) throws InterruptedException {
    while (fork.log().isBlank()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return fork.log().strip();
  }

  /// A host that can be killed: it starts a program that hangs, and tells the program's number.
  public static final class Host {
    private Host() {}

    public static void main(String[] args) throws Exception {
      try (var fork = fork(Trait.HANGS, List.of())) {
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    System.out.println(awaitLog(fork));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        fork.measure((warmup, number, count, score) -> {});
      }
    }
  }

  /// The program does not even look at its input, so that it is the kernel that ends it.
  @Test
  @EnabledOnOs(OS.LINUX)
  void noProgramOutlivesAHostThatIsKilled() throws Exception {
    var host =
        new ProcessBuilder(JAVA, "-cp", System.getProperty("java.class.path"), Host.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = host.inputReader()) {
      var program = ProcessHandle.of(Long.parseLong(lines.readLine().strip())).orElseThrow();
      assertThat(program.isAlive()).isTrue();
      host.destroyForcibly();
      isGone(program);
    } finally {
      host.destroyForcibly();
    }
  }
}
