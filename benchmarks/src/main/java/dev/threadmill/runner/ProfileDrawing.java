package dev.threadmill.runner;

import dev.threadmill.recording.FlightRecording;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Profile;
import dev.threadmill.results.Profile.Profiler;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileKind;
import dev.threadmill.results.RecordedProfiles;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.StackSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws the recordings of one profiled fork into the folder of its run.
///
/// @param folder the run
/// @param cell whose fork it was
/// @param feature the version of the JDK that ran it
record ProfileDrawing(RunFolder folder, Cell cell, int feature) {

  /// Draws a flame graph of each kind that has a stack, and says why the others have none.
  ///
  /// @param recordings the folder that a [FlightRecording] wrote to
  /// @throws IOException in a sentence, if there is no recording or it cannot be read
  List<Profile> draw(Path recordings) throws IOException {
    var jfr =
        RecordedProfiles.read(
            recording(recordings, "fork-")
                .orElseThrow(() -> new IOException("the fork left no recording")));
    var async = recording(recordings, "async-");
    List<Profile> profiles = new ArrayList<>();
    for (ProfileKind kind : ProfileKind.values()) {
      if (kind == ProfileKind.CPU && async.isPresent()) {
        var samples = RecordedProfiles.read(async.get()).of(kind);
        profiles.add(drawn(samples, kind, Profiler.ASYNC_PROFILER, ""));
      } else if (BlindSpots.isRecorded(kind, feature)) {
        String why = kind == ProfileKind.CPU ? whyNotAsync(recordings) : "";
        profiles.add(drawn(jfr.of(kind), kind, Profiler.JFR, why));
      }
    }
    return profiles;
  }

  private Profile drawn(StackSamples samples, ProfileKind kind, Profiler profiler, String more)
      throws IOException {
    String caveat = BlindSpots.of(kind, profiler, feature) + more;
    if (samples.samples() == 0) {
      return new Profile(
          cell.id(), kind, profiler, null, 0, null, "Nothing of this was recorded. " + caveat);
    }
    String file = ProfileIndex.fileName(cell.id(), kind);
    samples.write(folder.file(file), cell.id(), caveat);
    // async-profiler names the carrier as the thread, and often loses the frames that would tell.
    @Nullable Long onVirtualThreads = profiler == Profiler.JFR ? samples.onVirtualThreads() : null;
    return new Profile(
        cell.id(), kind, profiler, file, samples.samples(), onVirtualThreads, caveat);
  }

  private static String whyNotAsync(Path recordings) throws IOException {
    Path note = recordings.resolve(FlightRecording.NO_ASYNC_PROFILER);
    return Files.exists(note) ? " " + Files.readString(note) : "";
  }

  private static Optional<Path> recording(Path recordings, String prefix) throws IOException {
    try (var files = Files.list(recordings)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().endsWith(".jfr"))
          .findFirst();
    }
  }
}
