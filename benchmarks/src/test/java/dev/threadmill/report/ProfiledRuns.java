package dev.threadmill.report;

import dev.threadmill.report.table.SampleRun;
import dev.threadmill.results.OutputFolder;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.Profile.Profiler;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.RecordedProfiles;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/// Copies of the kept run with flame graphs, drawn of recordings of this JVM.
final class ProfiledRuns {
  static final String CAVEAT = "Waits of <virtual> threads are not in it.";

  private ProfiledRuns() {}

  /// A copy without profiles.
  static Path copy(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : List.of("run.json", "forks.jsonl")) {
      Files.copy(SampleRun.FOLDER.resolve(file), folder.resolve(file));
    }
    return folder;
  }

  /// The cell that is profiled: the first of the plan.
  static String cell(Path folder) {
    return RunReader.read(folder).cells().getFirst().id();
  }

  /// Records what waits there are during some work and draws them.
  static Run profiled(Path folder, Profiler profiler, Runnable work) throws IOException {
    copy(folder);
    var cell = cell(folder);
    var name = ProfileIndex.fileName(cell, ProfileKind.LOCKS);
    var recorded = folder.resolve("work.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.ThreadPark").withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(recorded);
    }
    var waits = RecordedProfiles.read(recorded).of(ProfileKind.LOCKS);
    waits.write(OutputFolder.at(folder), name, cell, CAVEAT);
    Files.delete(recorded);
    write(
        folder,
        new Profile(
            cell,
            ProfileKind.LOCKS,
            profiler,
            name,
            waits.samples(),
            waits.onVirtualThreads(),
            CAVEAT));
    return RunReader.read(folder);
  }

  static void write(Path folder, Profile... profiles) {
    new ProfileIndex(1, List.of(profiles), Map.of()).write(RunFolder.open(folder));
  }

  static void waitHere() {
    LockSupport.parkNanos(1_000_000);
  }
}
