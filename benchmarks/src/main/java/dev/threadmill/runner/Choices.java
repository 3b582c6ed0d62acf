package dev.threadmill.runner;

import java.util.List;

/// What the presets measure.
final class Choices {
  /// One comparison a family, the one that its question is quoted by.
  static final List<Choice> HEADLINES =
      List.of(
          Choice.of("messaging.MessagingThroughputBenchmark.transfer")
              .with("contender", "CHANNEL", "ARRAY_BLOCKING_QUEUE", "LINKED_BLOCKING_QUEUE")
              .with("capacity", "64")
              .with("producers", "4"),
          Choice.of("sharing.SharedCounterBenchmark.step")
              .with("contender", "MUTEX", "ARC", "REENTRANT_LOCK", "SYNCHRONIZED")
              .with("threads", "4")
              .with("placement", "SHARED"));

  /// The questions of each family at the parameters where the answer changes.
  static final List<Choice> QUESTIONS = HEADLINES;

  private Choices() {}
}
