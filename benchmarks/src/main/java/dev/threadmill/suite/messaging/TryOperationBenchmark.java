package dev.threadmill.suite.messaging;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost to try, when it succeeds and when it does not?
///
/// **Varies:** the pipe, its capacity, the one outcome that every try of a cell has, and how many
/// threads try at once: all of them to send, or all to receive.
/// **Measures:** time per try, all threads taken together: sends into a pipe with room, sends into
/// a full one, receives from a pipe with messages, receives from an empty one. Between two rounds
/// the pipe is filled or emptied anew, outside the clock.
/// **Beware:** a single thread contends with nobody, and is the least that a try can cost. Several
/// are platform threads, since where a try takes a lock it waits for it after all; their waking is
/// in the figure, a nanosecond or two a try. jox has no try-operations; what it does instead is a
/// select with a default clause.
/// **Expect:** a try in vain costs less than one that moves a message, unless it takes a lock, and
/// does not hinder others, unless it writes.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar TryOperation -p threads=1`
@Asks(
    id = "try",
    question = "What does a try-send or try-receive cost?",
    typical = {"capacity=64", "outcome=SENT", "threads=1"})
public class TryOperationBenchmark extends TimedBenchmark {
  private static final int TRIES = 1 << 15;

  /// Those that succeed need room for all of a round; for those in vain any will do.
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
      throw new NotApplicable(contender + " cannot be asked without waiting.");
    }
    tries = new Tries(pipe, outcome, shape.capacity(), threads, TRIES);
  }

  /// An invocation lasts far longer than the clock takes, so that this may be done for each.
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
