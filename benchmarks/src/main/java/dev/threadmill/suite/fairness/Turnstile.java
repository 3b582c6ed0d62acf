package dev.threadmill.suite.fairness;

import dev.threadmill.suite.Crew;
import java.util.List;

/// A thing that contestants pass one at a time, such as a lock. A passage is a turn.
interface Turnstile {
  /// Lets a contestant have a turn, which it notes in [TurnLog] while nobody else has one.
  void pass(int contestant) throws InterruptedException;

  /// To be called by a contestant that passes no more.
  default void leave(int contestant) throws InterruptedException {}

  /// What others than the contestants do all the time, each in a thread of its own.
  default List<Crew.Duty> attendants() {
    return List.of();
  }
}
