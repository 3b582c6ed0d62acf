package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import dev.threadmill.results.FlamePage;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pass that profiles a measured run, with real forks of the shortest benchmarks.
class ProfilingPassTest {
  private static final String BASELINE = "dev.threadmill.suite.baseline.HarnessBaselineBenchmark.";
  private static final Cell CLOCK = cell("clock", Map.of());
  private static final Cell VIRTUAL =
      cell("idleRound", Map.of("members", "2", "threadKind", "VIRTUAL"));
  private static final Cell GONE = cell("gone", Map.of());
  private static final Cell NEVER_GOOD = cell("nothing", Map.of());

  @TempDir Path parent;
  private RunFolder folder;
  private final Jdks jdks = Jdks.find(List.of(), Map.of());
  private final List<String> lines = new ArrayList<>();

  private static Cell cell(String method, Map<String, String> params) {
    return new Cell(BASELINE + method, "avgt", params, null, null, null);
  }

  @BeforeEach
  void measuredRun() {
    folder =
        RunFolder.create(
            parent,
            "run",
            Samples.manifest(
                new Limits(3, 3, 0.02, 60), Samples.group(GONE, NEVER_GOOD, CLOCK, VIRTUAL)));
    var log = folder.appendForks();
    log.append(Samples.fork(GONE, 1, 1, 1));
    log.append(Samples.fork(CLOCK, 1, 2, 1));
    log.append(Samples.fork(VIRTUAL, 1, 3, 1));
  }

  private ProfilingPass pass() {
    return new ProfilingPass(folder, jdks, lines::add);
  }

  private Profile profile(Cell cell, ProfileKind kind) {
    return ProfileIndex.read(folder).profiles().stream()
        .filter(profile -> profile.cell().equals(cell.id()) && profile.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private List<String> stacks(Profile profile) throws IOException {
    return FlamePage.stacks(folder.file(String.valueOf(profile.file())));
  }

  @Test
  void everyCellWithAGoodForkIsDrawnAndAFailureEndsNothing() throws IOException {
    var before = Files.readString(folder.file("forks.jsonl"));
    assertThat(pass().cells()).containsExactly(GONE, CLOCK, VIRTUAL);
    pass().run(() -> {});

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains(GONE.id(), "not profiled: ");
    assertThat(ProfileIndex.read(folder).failed()).containsOnlyKeys(GONE.id());

    assertThat(stacks(profile(CLOCK, ProfileKind.CPU)))
        .anySatisfy(stack -> assertThat(stack).contains("HarnessBaselineBenchmark"))
        .noneSatisfy(stack -> assertThat(stack).contains("machine.PingPong")); // how far CPUs are

    assertThat(stacks(profile(VIRTUAL, ProfileKind.CPU)))
        .anySatisfy(stack -> assertThat(stack).contains("dev.threadmill.suite.Crew"));
    assertThat(stacks(profile(VIRTUAL, ProfileKind.LOCKS)))
        .allSatisfy(stack -> assertThat(stack).doesNotContain("ForkedMain"));
    if (Runtime.version().feature() >= 25) {
      var parks = profile(VIRTUAL, ProfileKind.PARKS);
      assertThat(parks.onVirtualThreads()).isPositive();
      assertThat(stacks(parks))
          .anySatisfy(stack -> assertThat(stack).contains("HarnessBaselineBenchmark.idleRound"));
      assertThat(profile(VIRTUAL, ProfileKind.LOCKS).caveat()).contains("From JDK 24 on");
    }

    assertThat(folder.file("forks.jsonl")).hasContent(before);
    assertThat(pass().cells()).containsExactly(GONE);
  }

  @Test
  void anEmptyRecordingIsASentenceAndNoPicture() throws IOException {
    try (var recording = new Recording()) {
      recording.start();
      recording.stop();
      recording.dump(parent.resolve("fork-1.jfr"));
    }
    var profiles = new ProfilingPass.ProfileDrawing(folder, CLOCK, 25).draw(parent);
    assertThat(profiles).extracting(Profile::kind).containsExactly(ProfileKind.values());
    assertThat(profiles)
        .allSatisfy(
            profile -> {
              assertThat(profile.file()).isNull();
              assertThat(profile.caveat()).startsWith("Nothing of this was recorded. ");
            });
    assertThat(folder.file("profiles")).doesNotExist();
  }

  @Test
  void parksAreNotSpokenOfWhereNoMethodCanBeTraced() throws IOException {
    try (var recording = new Recording()) {
      recording.start();
      recording.stop();
      recording.dump(parent.resolve("fork-1.jfr"));
    }
    var profiles = new ProfilingPass.ProfileDrawing(folder, CLOCK, 21).draw(parent);
    assertThat(profiles).extracting(Profile::kind).isNotEmpty().doesNotContain(ProfileKind.PARKS);
  }

  @Test
  void aForkThatLeftNoRecordingIsToldOf() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> new ProfilingPass.ProfileDrawing(folder, CLOCK, 25).draw(parent)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("left no recording");
  }
}
