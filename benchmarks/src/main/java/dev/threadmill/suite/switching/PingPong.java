package dev.threadmill.suite.switching;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.List;

/// Two threads that take turns, by one wire there and another back.
final class PingPong implements AutoCloseable {
  private final Wire there;
  private final Wire back;
  private final int trips;
  private final int depth;
  private final Baton baton = new Baton();
  private final Crew crew;
  private long tripsBefore;

  /// Two threads that make `trips` round trips in every round, waiting at the bottom of `depth`
  /// frames each time.
  PingPong(Wire there, Wire back, ThreadKind kind, int trips, int depth) {
    this.there = there;
    this.back = back;
    this.trips = trips;
    this.depth = depth;
    crew = new Crew(kind, List.of(this::ping, this::pong));
  }

  /// Makes all round trips of a round, and gives the number of those made so far.
  long work() throws InterruptedException {
    crew.work();
    tripsBefore += trips;
    if (baton.passes() != 2 * tripsBefore) {
      throw new IllegalStateException(
          "The baton was passed "
              + baton.passes()
              + " times in "
              + tripsBefore
              + " trips there and back");
    }
    return tripsBefore;
  }

  private void ping() throws InterruptedException {
    Baton mine = baton;
    long passes = 2 * tripsBefore;
    for (int i = 0; i < trips; i++) {
      mine.pass(passes);
      there.send(mine);
      mine = receive(back, depth);
      passes += 2;
    }
    back.rest();
  }

  private void pong() throws InterruptedException {
    long passes = 2 * tripsBefore + 1;
    for (int i = 0; i < trips; i++) {
      Baton mine = receive(there, depth);
      mine.pass(passes);
      back.send(mine);
      passes += 2;
    }
    there.rest();
  }

  /// Waits at the bottom of `left` further frames.
  private static Baton receive(Wire wire, int left) throws InterruptedException {
    return left == 0 ? wire.receive() : receive(wire, left - 1);
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
    there.close();
    back.close();
  }
}
