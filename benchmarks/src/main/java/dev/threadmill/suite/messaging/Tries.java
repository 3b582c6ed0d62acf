package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fixed number of tries with the same outcome, by one thread or several at once, with a
/// check that they had it and that no message was lost.
final class Tries implements AutoCloseable {
  private final Pipe.Trying pipe;
  private final TryOutcome outcome;
  private final int filling;
  private final Message[] messages;
  private final List<Crew.Duty> duties = new ArrayList<>();

  /// Null for a single thread: waking a crew would be a large part of so short a round.
  private final @Nullable Crew crew;

  /// The sum of the message numbers that each thread received.
  private final long[] received;

  private int inside;

  /// @param capacity the capacity of the pipe
  /// @param tries the number of tries of all threads together, divided evenly among them
  Tries(Pipe.Trying pipe, TryOutcome outcome, int capacity, int threads, int tries) {
    if (tries % threads != 0) {
      throw new IllegalArgumentException(tries + " tries cannot be shared out to " + threads);
    }
    this.pipe = pipe;
    this.outcome = outcome;
    filling =
        switch (outcome) {
          case EMPTY, SENT -> 0;
          case RECEIVED -> tries;
          case FULL -> capacity;
        };
    messages = new Message[Math.max(tries, filling)];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = new Message(i);
    }
    received = new long[threads];
    int each = tries / threads;
    for (int i = 0; i < threads; i++) {
      int thread = i;
      duties.add(() -> attempt(thread, thread * each, (thread + 1) * each));
    }
    crew = threads == 1 ? null : new Crew(ThreadKind.PLATFORM, duties);
  }

  /// Brings the pipe into the state in which every try of a round has the outcome.
  ///
  /// @throws IllegalStateException if it does not hold what the previous round should have left
  void prepare() throws InterruptedException {
    requireWhatIsInside();
    for (int i = 0; i < filling; i++) {
      require(pipe.trySend(messages[i]), "A pipe was full before its capacity was reached");
    }
    inside = filling;
  }

  /// Makes all tries of a round.
  ///
  /// @throws IllegalStateException if one has another outcome
  void attempt() throws Exception {
    if (crew == null) {
      duties.getFirst().run();
    } else {
      crew.work();
    }
    switch (outcome) {
      case EMPTY, FULL -> {}
      case SENT -> inside = messages.length;
      case RECEIVED -> {
        long sum = 0;
        for (long part : received) {
          sum += part;
        }
        long sent = (long) filling * (filling - 1) / 2;
        require(sum == sent, "Messages were received whose numbers add up to " + sum);
        inside = 0;
      }
    }
  }

  private void attempt(int thread, int first, int end) throws InterruptedException {
    switch (outcome) {
      case EMPTY -> receiveInVain(end - first);
      case RECEIVED -> received[thread] = receive(end - first);
      case SENT -> send(first, end, true);
      case FULL -> send(first, end, false);
    }
  }

  private void receiveInVain(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      if (pipe.tryReceive() != null) {
        throw new IllegalStateException("Received from a pipe that is empty");
      }
    }
  }

  private long receive(int times) throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      Message message = pipe.tryReceive();
      if (message == null) {
        throw new IllegalStateException("Received nothing from a pipe that has messages");
      }
      sum += message.number();
    }
    return sum;
  }

  private void send(int first, int end, boolean expected) throws InterruptedException {
    for (int i = first; i < end; i++) {
      if (pipe.trySend(messages[i]) != expected) {
        throw new IllegalStateException("A send into a pipe was accepted or refused wrongly");
      }
    }
  }

  private void requireWhatIsInside() throws InterruptedException {
    int found = 0;
    while (pipe.tryReceive() != null) {
      found++;
    }
    require(found == inside, "A pipe held " + found + " messages instead of " + inside);
    inside = 0;
  }

  private static void require(boolean right, String complaint) {
    if (!right) {
      throw new IllegalStateException(complaint);
    }
  }

  @Override
  public void close() throws InterruptedException {
    requireWhatIsInside();
    if (crew != null) {
      crew.close();
    }
  }
}
