package dev.threadmill.results;

import dev.threadmill.machine.Ruler;
import java.time.Instant;

/// A reading of the machine's speed between two forks, by a fixed piece of work: a line of
/// `ruler.jsonl`.
///
/// @param started when, in ISO form
/// @param scores of the ruler
public record RulerReading(String started, Ruler.Scores scores) {
  public RulerReading {
    // Here, so that a damaged line is told by its number.
    if (Instant.parse(started).isBefore(Instant.EPOCH)
        || !(scores.spinStepsPerSecond() > 0)
        || !(scores.copyBytesPerSecond() > 0)
        || Double.isInfinite(scores.spinStepsPerSecond() + scores.copyBytesPerSecond())) {
      throw new IllegalArgumentException("a moment and positive scores are wanted");
    }
  }

  public Instant moment() {
    return Instant.parse(started);
  }
}
