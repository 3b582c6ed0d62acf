package dev.threadmill.suite.switching;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.Crew;
import java.util.List;

/// Two threads that take turns, by one wire there and another back.
final class PingPong implements BatonPair {
  /// So few that the looks are no part of a round's time.
  private static final int LOOKS = 10;

  private final Wire there;
  private final Wire back;
  private final ThreadKind kind;
  private final int trips;
  private final int depth;
  private final Baton baton = new Baton();
  private final CarrierLog carriers = new CarrierLog(LOOKS);
  private final Crew crew;
  private long tripsBefore;

  /// Two threads that make `trips` round trips in every round, waiting at the bottom of `depth`
  /// frames each time.
  PingPong(Wire there, Wire back, ThreadKind kind, int trips, int depth) {
    if (trips % LOOKS != 0) {
      throw new IllegalArgumentException(trips + " trips are no multiple of " + LOOKS);
    }
    this.there = there;
    this.back = back;
    this.kind = kind;
    this.trips = trips;
    this.depth = depth;
    crew = new Crew(kind, List.of(this::ping, this::pong));
  }

  @Override
  public long work() throws InterruptedException {
    crew.work();
    tripsBefore += trips;
    baton.requireTrips(tripsBefore);
    carriers.add();
    return tripsBefore;
  }

  CarrierLog carriers() {
    return carriers;
  }

  /// Reports how often two virtual threads shared a carrier since the last report.
  @Override
  public void report() {
    if (kind == ThreadKind.VIRTUAL) {
      Metrics.report("carrier.shared", carriers.takeShare(), "of hand-overs");
    }
  }

  private void ping() throws InterruptedException {
    Baton mine = baton;
    long passes = 2 * tripsBefore;
    for (int look = 0; look < LOOKS; look++) {
      for (int i = 0; i < trips / LOOKS; i++) {
        mine.pass(passes);
        there.send(mine);
        mine = receive(back, depth);
        passes += 2;
      }
      carriers.takerIsHere(look);
    }
    back.rest();
  }

  private void pong() throws InterruptedException {
    long passes = 2 * tripsBefore + 1;
    for (int look = 0; look < LOOKS; look++) {
      for (int i = 0; i < trips / LOOKS; i++) {
        Baton mine = receive(there, depth);
        mine.pass(passes);
        back.send(mine);
        passes += 2;
      }
      carriers.giverIsHere(look);
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
