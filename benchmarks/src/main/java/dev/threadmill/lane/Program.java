package dev.threadmill.lane;

import dev.threadmill.questions.Lane;
import dev.threadmill.results.RunManifest.LaneBuild;
import java.util.ArrayList;
import java.util.List;

/// A program of a lane that is ready to run.
///
/// @param command how to start it
/// @param build what it was built from
public record Program(Lane lane, List<String> command, LaneBuild build) {
  /// The same with options for the JVM, where it is one.
  public Program withJvmOptions(List<String> options) {
    if (lane != Lane.REFERENCE) {
      return this;
    }
    List<String> longer = new ArrayList<>(command);
    longer.addAll(1, options);
    return new Program(lane, longer, build);
  }
}
