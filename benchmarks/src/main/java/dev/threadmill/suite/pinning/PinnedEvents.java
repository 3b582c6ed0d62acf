package dev.threadmill.suite.pinning;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/// A count of how often a virtual thread blocked without leaving its carrier, from the JVM's
/// flight recorder.
final class PinnedEvents {
  private static final String PINNED = "jdk.VirtualThreadPinned";

  /// The code under observation.
  interface Blocking {
    void run() throws InterruptedException, IOException;
  }

  private PinnedEvents() {}

  /// Returns the number of events while `work` runs, however short each was.
  static long during(Blocking work) throws InterruptedException, IOException {
    var file = Files.createTempFile("pinned", ".jfr");
    try (var recording = new Recording()) {
      recording.enable(PINNED).withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      long events = 0;
      for (var event : RecordingFile.readAllEvents(file)) {
        if (event.getEventType().getName().equals(PINNED)) {
          events++;
        }
      }
      return events;
    } finally {
      Files.delete(file);
    }
  }
}
