package dev.threadmill.suite.messaging;

import dev.threadmill.recording.NotApplicable;

/// The shape of a pipe: its capacity, and how many threads are at its ends.
///
/// @param capacity messages that fit, 0 for a hand-over, [#UNBOUNDED] for no end
public record PipeShape(int capacity, int producers, int consumers) {
  /// The capacity of a pipe without bound.
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /// A shape with the capacity as benchmarks write it: a number, or `unbounded`.
  public static PipeShape of(String capacity, int producers, int consumers) {
    int room = capacity.equals("unbounded") ? UNBOUNDED : Integer.parseInt(capacity);
    return new PipeShape(room, producers, consumers);
  }

  /// @throws NotApplicable if `contender` has no form of this capacity
  void needCapacity(PipeKind contender, int least, int most) {
    if (capacity < least || capacity > most) {
      throw new NotApplicable(contender + " has no form of capacity " + capacityName() + ".");
    }
  }

  /// @throws NotApplicable if this capacity is no power of two, to which `contender` would round it
  void needPowerOfTwo(PipeKind contender) {
    if (capacity != UNBOUNDED && Integer.bitCount(capacity) != 1) {
      throw new NotApplicable(
          contender + " has only powers of two as capacities, not " + capacityName() + ".");
    }
  }

  /// @throws NotApplicable if there is more than one consumer, and why `contender` has but one
  void needOneConsumer(PipeKind contender, String why) {
    if (consumers > 1) {
      throw new NotApplicable(contender + " has one consumer: " + why + ".");
    }
  }

  String capacityName() {
    return capacity == UNBOUNDED ? "unbounded" : String.valueOf(capacity);
  }
}
