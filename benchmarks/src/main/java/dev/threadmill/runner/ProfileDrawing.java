package dev.threadmill.runner;

import dev.threadmill.recording.FlightRecording;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.Profile.Profiler;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.RecordedProfiles;
import dev.threadmill.results.RecordedProfiles.StackSamples;
import dev.threadmill.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Draws the recordings of one profiled fork into the folder of its run.
///
/// @param folder the run
/// @param cell whose fork it was
/// @param feature the version of the JDK that ran it
record ProfileDrawing(RunFolder folder, Cell cell, int feature) {
  /// From this version on a virtual thread leaves no event when it waits for a monitor or parks.
  private static final int SILENT_VIRTUAL_THREADS = 24;

  /// From this version on methods can be traced by a recording.
  private static final int TRACED_METHODS = 25;

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
      } else if (kind != ProfileKind.PARKS || feature >= TRACED_METHODS) {
        Path note = recordings.resolve(FlightRecording.NO_ASYNC_PROFILER);
        boolean noted = kind == ProfileKind.CPU && Files.exists(note);
        var more = noted ? " " + Files.readString(note) : "";
        profiles.add(drawn(jfr.of(kind), kind, Profiler.JFR, more));
      }
    }
    return profiles;
  }

  private static Optional<Path> recording(Path recordings, String prefix) throws IOException {
    try (var files = Files.newDirectoryStream(recordings, prefix + "*.jfr")) {
      return StreamSupport.stream(files.spliterator(), false).findFirst();
    }
  }

  private Profile drawn(StackSamples samples, ProfileKind kind, Profiler profiler, String more)
      throws IOException {
    String caveat = blindSpots(kind, profiler) + more;
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

  /// What a profile of that kind cannot show, in sentences that stand beside its flame graph.
  private String blindSpots(ProfileKind kind, Profiler profiler) {
    boolean silent = feature >= SILENT_VIRTUAL_THREADS;
    var sentences =
        switch (kind) {
          case CPU ->
              profiler == Profiler.ASYNC_PROFILER
                  ? """
                  Waiting threads are not included, virtual or not. Stacks of virtual threads are \
                  often cut off at the bottom, and async-profiler does not know which threads are \
                  virtual. The JVM's own work is included, and so is that of the flight recorder, \
                  which ran as well.\
                  """
                  : """
                  Waiting threads are not included, virtual or not. The garbage collector, the \
                  compiler and other work of the JVM itself are not included, and below JDK 25 \
                  neither is native code.\
                  """;
          case ALLOCATION ->
              """
              Allocation is sampled, and each sample is scaled up to what it stands for, so that a \
              rare site may be missing.\
              """;
          case LOCKS ->
              """
              Waits of %s microseconds or longer, for a monitor or parked. Idle workers of thread \
              pools are left out.\
              """
                  + (silent
                      ? """
                       From JDK 24 on virtual threads leave no such events: only the waits of \
                      platform threads are included, and few of them do not mean that nobody \
                      waited.\
                      """
                      : "");
          case PARKS ->
              """
              Parks of threads of both kinds are traced if they last %s microseconds or longer. \
              Waits for monitors are not included, and tracing itself costs time. Idle workers of \
              thread pools are left out.\
              """;
          case PINNED ->
              "A virtual thread that blocked and kept its carrier for %s microseconds or longer."
                  + (silent
                      ? """
                       From JDK 24 on synchronized does not pin, so only native frames and class \
                      initialisers are left.\
                      """
                      : """
                       Before JDK 24 blocking in synchronized pins, but waiting to enter it leaves \
                      no such event.\
                      """);
        };
    return sentences.formatted(FlightRecording.SHORTEST_WAIT.toNanos() / 1000);
  }
}
