package dev.threadmill.suite.messaging;

import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// What does it cost to try, when it succeeds and when it does not?
///
/// **Varies:** the pipe, and the one outcome that every try of a cell has.
/// **Measures:** time per try, by one thread: sends into a pipe with room, sends into a full one,
/// receives from a pipe with messages, receives from an empty one. Between two rounds the pipe is
/// filled or emptied anew, outside the clock.
/// **Beware:** nobody contends, so that this is the least that a try can cost. jox has no
/// try-operations; what it does instead is a select with a default clause. There is no kind of
/// thread to vary, for nothing waits.
/// **Expect:** a try in vain costs less than one that moves a message, unless it takes a lock.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar TryOperation`
public class TryOperationBenchmark extends TimedBenchmark {
  private static final int TRIES = 1 << 15;

  /// What all tries of a cell come to.
  public enum Outcome {
    EMPTY,
    RECEIVED,
    SENT,
    FULL
  }

  @Param PipeKind contender;

  @Param Outcome outcome;

  private Pipe.Trying pipe;
  private Message[] messages;

  @Setup
  public void open() {
    if (!(contender.open(new PipeShape(TRIES, 1, 1)) instanceof Pipe.Trying trying)) {
      throw new NotApplicable(contender + " cannot be asked without waiting.");
    }
    pipe = trying;
    messages = new Message[TRIES];
    for (int i = 0; i < TRIES; i++) {
      messages[i] = new Message(i);
    }
  }

  /// An invocation lasts far longer than the clock takes, so that this may be done for each.
  @Setup(Level.Invocation)
  public void prepare() throws InterruptedException {
    while (pipe.tryReceive() != null) {}
    if (outcome == Outcome.RECEIVED || outcome == Outcome.FULL) {
      for (Message message : messages) {
        if (!pipe.trySend(message)) {
          throw new IllegalStateException(contender + " is full before its capacity is reached");
        }
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(TRIES)
  public long attempt() throws InterruptedException {
    return switch (outcome) {
      case EMPTY -> receiveInVain();
      case RECEIVED -> receive();
      case SENT -> send(true);
      case FULL -> send(false);
    };
  }

  private long receiveInVain() throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      if (pipe.tryReceive() != null) {
        throw new IllegalStateException("Received from a pipe that is empty");
      }
    }
    return TRIES;
  }

  private long receive() throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      Message message = pipe.tryReceive();
      if (message != messages[i]) {
        throw new IllegalStateException("Received " + message + " as message " + i);
      }
    }
    return TRIES;
  }

  private long send(boolean expected) throws InterruptedException {
    for (Message message : messages) {
      if (pipe.trySend(message) != expected) {
        throw new IllegalStateException("A send into a pipe was accepted or refused wrongly");
      }
    }
    return TRIES;
  }
}
