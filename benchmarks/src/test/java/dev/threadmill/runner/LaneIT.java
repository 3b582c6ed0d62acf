package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.threadmill.lane.Toolchain;
import dev.threadmill.lane.Workbench;
import dev.threadmill.lane.Workbench.Programs;
import dev.threadmill.questions.Lane;
import dev.threadmill.questions.LaneTest;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.runner.ForkLauncher.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Builds every lane whose toolchain is here, runs the tests that its language has, and then each
/// of its cells once and briefly.
class LaneIT {
  private static final Shape SHAPE = new Shape(0, 1, 1, 5);
  private static final Path SOURCES = Path.of("src").toAbsolutePath();

  @TempDir Path folder;

  /// Skips a lane that cannot be built here, and says so; CI must have all.
  private static void require(Lane lane) {
    var missing = Toolchain.of(lane).missing();
    if (missing == null) {
      return;
    }
    if (System.getenv("CI") != null) {
      throw new IllegalStateException("CI must test the lane " + lane.id() + ", but " + missing);
    }
    System.getLogger(LaneIT.class.getName())
        .log(System.Logger.Level.WARNING, "The lane {0} is NOT TESTED: {1}", lane.id(), missing);
    abort(missing);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFERENCE")
  void itsLanguageIsContentWithItsSources(Lane lane) throws Exception {
    require(lane);
    switch (lane) {
      case RUST, TOKIO -> {
        var at = SOURCES.resolve("rust").resolve(lane == Lane.RUST ? "std" : "tokio");
        var target = Path.of("target", "lanes", lane.id()).toAbsolutePath();
        run(at, target, "cargo", "fmt", "--check");
        run(at, target, "cargo", "clippy", "--locked", "--all-targets", "--", "-D", "warnings");
        run(at, target, "cargo", "test", "--locked");
      }
      case GO -> {
        var at = SOURCES.resolve("go");
        assertThat(run(at, folder, "gofmt", "-l", ".")).isEmpty();
        run(at, folder, "go", "vet", "./...");
        run(at, folder, "go", "test", "-count=1", "./...");
      }
      case BEAM -> {
        for (var source : List.of("", "_cells", "_json", "_tests")) {
          Files.copy(
              SOURCES.resolve("erlang").resolve("threadmill" + source + ".erl"),
              folder.resolve("threadmill" + source + ".erl"));
        }
        Files.copy(SOURCES.resolve("erlang/cells.txt"), folder.resolve("cells.txt"));
        assertThat(
                run(
                    folder,
                    folder,
                    "erlc",
                    "-Wall",
                    "-Werror",
                    "threadmill.erl",
                    "threadmill_cells.erl",
                    "threadmill_json.erl",
                    "threadmill_tests.erl"))
            .isEmpty();
        run(folder, folder, "erl", "-noshell", "-s", "threadmill_tests", "main");
      }
      case REFERENCE -> throw new IllegalArgumentException("it has no language of its own");
    }
  }

  /// What a command prints, which must end well.
  private String run(Path at, Path target, String... command) throws Exception {
    var output = folder.resolve("output.log");
    var builder =
        new ProcessBuilder(command)
            .directory(at.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("CARGO_TARGET_DIR", target.toString());
    var process = builder.start();
    assertThat(process.waitFor(15, TimeUnit.MINUTES)).as(String.join(" ", command)).isTrue();
    var printed = Files.readString(output);
    assertThat(process.exitValue()).as("%s: %s", String.join(" ", command), printed).isZero();
    return printed;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFERENCE")
  void everyCellRunsOrSaysWhyNot(Lane lane) throws IOException {
    require(lane);
    var programs = new Workbench(folder.resolve("cache"), any -> {}).programs(List.of(lane));
    assertThat(programs.missing()).isEmpty();
    var cells = LaneTest.cells(lane);
    assertThat(cells).hasSizeGreaterThan(20);
    Map<Outcome, Integer> outcomes = new TreeMap<>();
    for (var cell : cells) {
      var fork = fork(cell, programs);
      assertThat(fork.outcome()).as(cell.id() + ": " + fork.reason()).isNotEqualTo(Outcome.FAILED);
      if (fork.isOk()) {
        assertThat(fork.hello()).isNotNull();
        assertThat(fork.mean(ForkRecord.BUSY)).as(cell.id()).isPresent();
      } else {
        assertThat(fork.reason()).as(cell.id()).matches("\\p{Lu}.*");
      }
      outcomes.merge(fork.outcome(), 1, Integer::sum);
    }
    assertThat(outcomes.getOrDefault(Outcome.OK, 0)).isGreaterThan(cells.size() / 2);
  }

  private ForkRecord fork(Cell cell, Programs programs) {
    var launcher =
        new LaneForkLauncher(
            SHAPE, 7, programs, OutputFolder.at(folder.resolve("failures")), new Progress() {});
    return launcher.launch(new Slot(cell, 1, 1, 1));
  }
}
