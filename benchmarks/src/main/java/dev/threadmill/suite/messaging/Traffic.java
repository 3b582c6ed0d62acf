package dev.threadmill.suite.messaging;

import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A fixed number of messages that producers send and consumers receive in every round, with a
/// check that each of them arrived once.
///
/// The last producer to finish sends an end marker for every consumer behind the messages. So
/// consumers share the messages as the pipe distributes them, and a lost message ends a round
/// with a wrong count instead of a hang.
final class Traffic {
  /// The number of sends per clock read; a clock read costs as much as a message.
  static final int SENDS_TIMED_TOGETHER = 32;

  private final int producers;
  private final Payload payload;
  private final int messages;
  private final AtomicInteger starting;
  private final AtomicInteger sending;
  private final Standing standing;
  private final List<Received> tallies = new ArrayList<>();

  /// A tally of the messages that one consumer got in the last round.
  private static final class Received {
    private long count;
    private long sum;
  }

  Traffic(int producers, int consumers, Payload payload, int messages) {
    this.producers = producers;
    this.payload = payload;
    this.messages = messages;
    starting = new AtomicInteger(producers);
    sending = new AtomicInteger(producers);
    standing = new Standing(producers);
    for (int i = 0; i < consumers; i++) {
      tallies.add(new Received());
    }
  }

  /// Returns the work of each thread on a pipe: first the consumers, then the producers.
  List<Crew.Duty> duties(Pipe pipe) {
    List<Crew.Duty> duties = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      duties.add(receiving(i, pipe.outlet()));
    }
    for (int i = 0; i < producers; i++) {
      duties.add(sending(i, pipe.inlet()));
    }
    return duties;
  }

  private Crew.Duty sending(int producer, Pipe.Inlet inlet) {
    Payload.Supply source = supply(producer);
    int first = first(producer);
    int end = first(producer + 1);
    return () -> {
      begins();
      long longest = 0;
      long before = System.nanoTime();
      for (int i = first; i < end; ) {
        int stretch = Math.min(end, i + SENDS_TIMED_TOGETHER);
        for (; i < stretch; i++) {
          inlet.send(source.message(i));
        }
        long now = System.nanoTime();
        longest = Math.max(longest, now - before);
        before = now;
        hasSent(producer, i - first);
      }
      if (endsAsLast(producer, longest)) {
        for (int i = 0; i < consumers(); i++) {
          inlet.send(Message.END);
        }
      }
    };
  }

  private Crew.Duty receiving(int consumer, Pipe.Outlet outlet) {
    return () -> {
      long count = 0;
      long sum = 0;
      for (var message = outlet.receive(); message != Message.END; message = outlet.receive()) {
        sum += read(message);
        count++;
      }
      received(consumer, count, sum);
    };
  }

  int producers() {
    return producers;
  }

  int consumers() {
    return tallies.size();
  }

  /// The number of a producer's first message; of one that would follow the last, the number of
  /// all messages.
  int first(int producer) {
    return (int) ((long) messages * producer / producers);
  }

  /// The messages of a producer, which it sends in every round.
  Payload.Supply supply(int producer) {
    return payload.source(first(producer), first(producer + 1) - first(producer));
  }

  long read(Message message) {
    return payload.read(message);
  }

  /// Notes that a producer is about to send.
  void begins() {
    if (starting.decrementAndGet() == 0) {
      starting.set(producers); // for the next round
      standing.allAreThere();
    }
  }

  /// Notes how many messages a producer has sent in this round.
  void hasSent(int producer, int count) {
    standing.reached(producer, count);
  }

  /// Notes that a producer has sent all, and returns whether the others have, too, so that it is to
  /// send the end markers.
  ///
  /// @param longest the longest that a stretch of sends took it
  boolean endsAsLast(int producer, long longest) {
    standing.finished(producer, longest);
    if (sending.decrementAndGet() > 0) {
      return false;
    }
    sending.set(producers);
    return true;
  }

  /// Notes what a consumer got in this round.
  void received(int consumer, long count, long sum) {
    var tally = tallies.get(consumer);
    tally.count = count;
    tally.sum = sum;
  }

  /// Reports how the producers shared the pipe in the round that has just ended.
  void report() {
    standing.report();
  }

  /// Adds up what arrived in the round that has just ended, and resets for the next.
  ///
  /// @throws IllegalStateException if that differs from what was sent
  long verify() {
    long count = 0;
    long sum = 0;
    for (Received tally : tallies) {
      count += tally.count;
      sum += tally.sum;
    }
    long sent = (long) messages * (messages - 1) / 2;
    if (count != messages || sum != sent) {
      throw new IllegalStateException(
          "%d messages were sent whose numbers add up to %d, but %d arrived that add up to %d"
              .formatted(messages, sent, count, sum));
    }
    standing.clear();
    return sum;
  }
}
