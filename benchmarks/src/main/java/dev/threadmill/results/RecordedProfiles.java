package dev.threadmill.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// The stacks in a flight recording, by what they tell; the JDK's recordings and async-profiler's.
///
/// The recording is read by the JDK's own parser: it knows which threads are virtual, and the
/// events that flame graph converters pass over.
public final class RecordedProfiles {
  private final Map<ProfileKind, StackSamples> byKind = new EnumMap<>(ProfileKind.class);

  private RecordedProfiles(Map<Set<String>, StackSamples> bySource) {
    for (ProfileKind kind : ProfileKind.values()) {
      kind.sources().stream()
          .map(bySource::get)
          .filter(samples -> samples.samples() > 0)
          .findFirst()
          .ifPresent(samples -> byKind.put(kind, samples));
    }
  }

  /// Reads a recording to its end.
  ///
  /// @throws IOException if it cannot be read or is no recording
  public static RecordedProfiles read(Path recording) throws IOException {
    Map<Set<String>, StackSamples> bySource = new HashMap<>();
    Map<String, StackSamples> byEvent = new HashMap<>();
    for (ProfileKind kind : ProfileKind.values()) {
      for (Set<String> source : kind.sources()) {
        var samples = new StackSamples(kind);
        bySource.put(source, samples);
        source.forEach(event -> byEvent.put(event, samples));
      }
    }
    try (var file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        var samples = byEvent.get(event.getEventType().getName());
        if (samples != null) {
          samples.add(event);
        }
      }
    }
    return new RecordedProfiles(bySource);
  }

  /// What was recorded of that kind; without any stack if nothing was.
  public StackSamples of(ProfileKind kind) {
    return byKind.getOrDefault(kind, new StackSamples(kind));
  }
}
