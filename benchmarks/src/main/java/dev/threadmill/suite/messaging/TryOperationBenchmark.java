package dev.threadmill.suite.messaging;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does a try-send or try-receive cost, when it succeeds and when it fails?
///
/// **Varies:** the pipe, its capacity, the outcome that every try of a cell has, and how many
/// threads try at once: all of them send, or all receive.
/// **Measures:** time per try over all threads: sends into a pipe with room, sends into a full
/// one, receives from a pipe with messages, receives from an empty one. Between rounds the pipe
/// is refilled or emptied, outside the measured time.
/// **Beware:** a single thread is uncontended, so it shows the minimum cost of a try. Several
/// threads are platform threads, because a try that takes a lock may have to wait for it after
/// all; the figure includes waking them, a nanosecond or two per try. jox has no
/// try-operations; its substitute is a select with a default clause.
/// **Expect:** a failed try costs less than one that moves a message, unless it takes a lock,
/// and does not slow others down, unless it writes.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar TryOperation -p threads=1`
@Asks(
    id = "try",
    question = "What does a send or receive cost that never waits?",
    typical = {"capacity=32768", "outcome=SENT", "threads=1"})
@Cells(
    in = "standard",
    at = {
      "contender=CHANNEL,ARRAY_BLOCKING_QUEUE",
      "capacity=32768",
      "outcome=SENT,EMPTY",
      "threads=1"
    })
public class TryOperationBenchmark extends TimedBenchmark {
  private static final int TRIES = 1 << 15;

  /// Successful tries need room for a whole round; for failed ones any capacity will do.
  @Param({"32768", "0", "unbounded", "1", "64"})
  String capacity;

  @Param PipeKind contender;

  @Param TryOutcome outcome;

  @Param({"1", "4"})
  int threads;

  private Tries tries;

  @Setup
  public void open() {
    boolean send = outcome.isOfSenders();
    var shape = PipeShape.of(capacity, send ? threads : 1, send ? 1 : threads);
    if (outcome == TryOutcome.FULL && shape.capacity() == PipeShape.UNBOUNDED) {
      throw new NotApplicable("A pipe without bound is never full.");
    }
    boolean moves = outcome == TryOutcome.SENT || outcome == TryOutcome.RECEIVED;
    if (moves && shape.capacity() < TRIES) {
      throw new NotApplicable("There is no room for the " + TRIES + " messages of a round.");
    }
    if (!(contender.open(shape) instanceof Pipe.Trying pipe)) {
      throw new NotApplicable("It cannot be asked without waiting.");
    }
    tries = new Tries(pipe, outcome, shape.capacity(), threads, TRIES);
  }

  /// Prepares the pipe before every invocation, which is sound because an invocation lasts far
  /// longer than a clock read.
  @Setup(Level.Invocation)
  public void prepare() throws InterruptedException {
    tries.prepare();
  }

  @Benchmark
  @OperationsPerInvocation(TRIES)
  public void attempt() throws Exception {
    tries.attempt();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    tries.close();
  }
}
