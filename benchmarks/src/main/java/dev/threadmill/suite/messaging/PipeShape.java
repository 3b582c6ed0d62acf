package dev.threadmill.suite.messaging;

import dev.threadmill.recording.NotApplicable;

/// The shape of a pipe: its capacity, and the number of threads at each end.
///
/// @param capacity messages that fit, 0 for a rendezvous, [#UNBOUNDED] for no limit
public record PipeShape(int capacity, int producers, int consumers) {
  /// The capacity of an unbounded pipe.
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  /// Creates a shape from a capacity as benchmarks write it: a number, or `unbounded`.
  public static PipeShape of(String capacity, int producers, int consumers) {
    int room = capacity.equals("unbounded") ? UNBOUNDED : Integer.parseInt(capacity);
    return new PipeShape(room, producers, consumers);
  }

  /// @throws NotApplicable if the contender does not support this capacity
  void needCapacity(int least, int most) {
    if (capacity < least || capacity > most) {
      throw new NotApplicable("It has no form of capacity " + capacityName() + ".");
    }
  }

  /// @throws NotApplicable if this capacity is not a power of two, so that the contender
  ///     would round it
  void needPowerOfTwo() {
    if (capacity != UNBOUNDED && Integer.bitCount(capacity) != 1) {
      throw new NotApplicable(
          "It has only powers of two as capacities, not " + capacityName() + ".");
    }
  }

  /// @throws NotApplicable if there is more than one consumer; `why` says why the
  ///     contender allows only one
  void needOneConsumer(String why) {
    if (consumers > 1) {
      throw new NotApplicable("It has one consumer: " + why + ".");
    }
  }

  String capacityName() {
    return capacity == UNBOUNDED ? "unbounded" : String.valueOf(capacity);
  }
}
