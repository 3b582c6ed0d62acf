package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.List;

/// A parent thread that starts batches of children and checks that each got all values.
final class Family implements AutoCloseable {
  private final Child[] children;
  private final long right;
  private final Crew parent;

  /// Creates a parent of the same kind as its children, which starts `total` of them in every
  /// round.
  Family(HandDown handDown, ThreadKind kind, int values, int atOnce, int total) {
    if (total % atOnce != 0) {
      throw new IllegalArgumentException(
          total + " children cannot be had " + atOnce + " at a time");
    }
    children = new Child[atOnce];
    for (int i = 0; i < atOnce; i++) {
      children[i] = new Child();
    }
    int batches = total / atOnce;
    right = batches * Value.sumOf(values);
    Crew.Duty duty =
        () -> {
          for (int i = 0; i < batches; i++) {
            handDown.startAndJoin(children);
          }
        };
    parent = new Crew(kind, List.of(duty));
  }

  /// Starts and joins all children of a round.
  void work() throws InterruptedException {
    parent.work();
    for (int i = 0; i < children.length; i++) {
      long got = children[i].take();
      if (got != right) {
        throw new IllegalStateException(
            "The values that child " + i + " got add up to " + got + ", not " + right);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    parent.close();
  }
}
