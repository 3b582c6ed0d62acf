package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.OneShotBenchmark;
import dev.threadmill.suite.messaging.PipeKind;
import dev.threadmill.suite.messaging.PipeShape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How long does a full channel keep a producer from its turn while all send without pause?
///
/// **Varies:** the channel or queue, its capacity, the number of producers and the kind of
/// threads, and how long all goes on. One consumer receives.
/// **Measures:** the messages of each producer that have arrived, as turns in windows of 100
/// ms, 1 s and 5 s; see [LockSharesBenchmark] for `share.min`, `share.max`, `share.jain`,
/// `starved`, `wait.longest` and `turn`.
/// **Beware:** the score is the length of the stretch and of the warm-up before it, a fifth as
/// long; it compares nothing. The consumer reads the clock, some 25 ns, where a message is not
/// from the producer of the one before.
/// **Expect:** an unfair lock lets a producer that runs fill the room that the consumer makes,
/// and those asleep wait. A channel that hands on in the order of coming is even in all
/// windows.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ProducerShares -p producers=8 -p
/// stretchMillis=5000 -prof dev.threadmill.recording.Metrics`
@Named("a producer's turn")
@Measurement(iterations = 1, time = 6)
@Asks(
    id = "producer-fairness",
    question = "How long does a full channel keep a producer from its turn?",
    typical = {"capacity=64", "producers=8", "stretchMillis=5000"},
    quantity = "wait",
    order = 114)
@Cells(
    in = "standard",
    at = {
      "contender=CHANNEL,ARRAY_BLOCKING_QUEUE,ARRAY_BLOCKING_QUEUE_FAIR,JOX",
      "capacity=64",
      "producers=8",
      "threadKind=PLATFORM",
      "stretchMillis=5000"
    })
public class ProducerSharesBenchmark extends OneShotBenchmark {
  @Param({
    "CHANNEL",
    "ARRAY_BLOCKING_QUEUE",
    "ARRAY_BLOCKING_QUEUE_FAIR",
    "LINKED_BLOCKING_QUEUE",
    "SYNCHRONOUS_QUEUE",
    "SYNCHRONOUS_QUEUE_FAIR",
    "JOX"
  })
  PipeKind contender;

  @Param({"64", "0", "1"})
  String capacity;

  @Param({"2", "8", "64"})
  int producers;

  @Param ThreadKind threadKind;

  @Param({"300", "5000"})
  int stretchMillis;

  private LastingContest contest;

  @Setup(Level.Iteration)
  public void open() {
    var pipe = contender.open(PipeShape.of(capacity, producers, 1));
    contest =
        new LastingContest(
            threadKind,
            producers,
            LastingContest.windows(stretchMillis),
            0,
            turns -> new PipeTurnstile(pipe, producers, turns));
  }

  @Benchmark
  public void stretch() throws Exception {
    contest.hold();
  }

  @TearDown(Level.Iteration)
  public void dismiss() throws InterruptedException {
    contest.report();
    contest.close();
  }
}
