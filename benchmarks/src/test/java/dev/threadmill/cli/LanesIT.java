package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Lanes from the jar, on a machine without any other toolchain.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a PATH is not all that finds a program")
class LanesIT {
  private static final String[] RUN = {
    "run",
    "spawn",
    "--param",
    "contender=BARE_THREAD",
    "--lanes",
    "go,reference",
    "--preset",
    "smoke",
    "--no-report",
    "--out",
    "out"
  };

  @TempDir Path folder;

  private JarProcess bare() {
    return new JarProcess(folder).with("PATH", folder.toString());
  }

  @Test
  void whatIsMissingIsSaidInASentenceAndCostsNothingElse() throws Exception {
    try (var program = bare()) {
      var listed = program.run("lanes");
      assertThat(listed.code()).as(listed.output()).isZero();
      assertThat(listed.output())
          .containsPattern("rust +missing +there is no `cargo` on the PATH")
          .containsPattern("go +missing +there is no `go` on the PATH")
          .containsPattern("beam +missing +there is no `erl` on the PATH")
          .containsPattern("reference +ready +JDK ");
      var ended = program.run(RUN);
      assertThat(ended.code()).as(ended.output()).isZero();
      assertThat(ended.output()).containsOnlyOnce("The lane go is left out: there is no `go`");
      assertThat(run().forks())
          .filteredOn(fork -> fork.cell().contains("lane=go"))
          .isNotEmpty()
          .allMatch(fork -> fork.outcome() == Outcome.NOT_APPLICABLE)
          .allMatch(fork -> String.valueOf(fork.reason()).startsWith("there is no `go`"));
      assertThat(run().forks())
          .filteredOn(fork -> fork.cell().contains("lane=reference"))
          .hasSizeGreaterThanOrEqualTo(6)
          .allMatch(fork -> fork.isOk() && fork.hello() != null);
      assertThat(run().manifest().lanes()).containsOnlyKeys("reference");
    }
  }

  @Test
  void aBuildThatFailsIsSaidInASentenceAndLeavesNothingBehind() throws Exception {
    var cache = folder.resolve("cache");
    var go = folder.resolve("go");
    Files.writeString(
        go,
        """
        #!/bin/sh
        test "$1" = version && echo go version go9.9 && exit
        echo 'error: no luck today'
        exit 1
        """);
    Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var program = bare().with("XDG_CACHE_HOME", cache.toString())) {
      assertThat(program.run("lanes").output()).containsPattern("go +ready +go version go9.9");
      var ended = program.run(RUN);
      assertThat(ended.code()).as(ended.output()).isZero();
      assertThat(ended.output().replaceAll("\\s+", " "))
          .contains("Building the lane go, once")
          .contains("The lane go is left out: `go build -trimpath -o program .` failed: error: no");
      assertThat(cache).doesNotExist();
      try (var left = Files.list(folder)) {
        assertThat(left).noneMatch(file -> file.toString().contains("threadmill-lane"));
      }
    }
  }

  @Test
  void aRunThatWasKilledGoesOnWithItsLanes() throws Exception {
    try (var program = bare()) {
      var process = program.start(RUN);
      while (forks() < 3) {
        assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
      }
      JarProcess.kill(process);
      var kept = run().forks();
      var ended = program.run("run", "--resume", run().path().toString(), "--no-report");
      assertThat(ended.code()).as(ended.output()).isZero();
      assertThat(run().forks()).startsWith(kept.toArray(ForkRecord[]::new));
      assertThat(run().forks())
          .filteredOn(fork -> fork.cell().contains("lane=reference"))
          .hasSizeGreaterThanOrEqualTo(6);
    }
  }

  @Test
  void aLaneThatThereIsNotIsRefusedInASentence() throws Exception {
    try (var program = bare()) {
      var ended = program.run("run", "spawn", "--lanes", "rsut");
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.output()).contains("--lanes rsut: there is no such lane").hasLineCount(1);
    }
  }

  private RunFolder run() throws IOException {
    try (var found = Files.walk(folder.resolve("out"), 3)) {
      return RunFolder.open(
          found
              .filter(file -> file.endsWith("run.json"))
              .findFirst()
              .map(Path::getParent)
              .orElseThrow());
    }
  }

  /// How many forks are kept so far.
  private int forks() throws IOException {
    try (var found = Files.walk(folder.resolve("out"), 3)) {
      var file = found.filter(one -> one.endsWith("forks.jsonl")).findFirst();
      return file.isEmpty() ? 0 : Files.readAllLines(file.get()).size();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return 0; // it is not there yet, or a draft was renamed while this looked
    }
  }
}
