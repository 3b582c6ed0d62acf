package dev.threadmill.primitives;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The channels that every promise is tried on: each kind, with the capacities at which an array
/// could go wrong.
enum ChannelShape {
  RENDEZVOUS(0),
  BOUNDED_1(1),
  BOUNDED_2(2),
  BOUNDED_7(7),
  BOUNDED_64(64),
  UNBOUNDED(Integer.MAX_VALUE);

  final int capacity;

  ChannelShape(int capacity) {
    this.capacity = capacity;
  }

  <T> Channel<T> open() {
    return switch (this) {
      case RENDEZVOUS -> Channel.rendezvous();
      case UNBOUNDED -> Channel.unbounded();
      default -> Channel.bounded(capacity);
    };
  }

  boolean isBounded() {
    return this != UNBOUNDED;
  }

  static Stream<ChannelShape> bounded() {
    return Arrays.stream(values()).filter(ChannelShape::isBounded);
  }

  static Stream<Arguments> withEveryThreadKind() {
    return withEveryThreadKind(Arrays.stream(values()));
  }

  static Stream<Arguments> boundedWithEveryThreadKind() {
    return withEveryThreadKind(bounded());
  }

  private static Stream<Arguments> withEveryThreadKind(Stream<ChannelShape> shapes) {
    return shapes.flatMap(
        shape -> Arrays.stream(ThreadKind.values()).map(kind -> Arguments.of(shape, kind)));
  }

  /// Returns when `thread` is parked for good, so that what comes next meets it waiting.
  static void awaitParked(Thread thread) {
    requireNonNull(thread);
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      if (!thread.isAlive()) {
        throw new AssertionError(thread + " ended instead of waiting");
      }
      Thread.onSpinWait();
    }
  }
}
