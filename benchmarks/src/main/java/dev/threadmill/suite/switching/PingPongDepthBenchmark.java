package dev.threadmill.suite.switching;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does a switch cost when the threads have deep call stacks?
///
/// **Varies:** how many frames below its start each thread waits; how it waits, and its kind.
/// **Measures:** time of a round trip in which both threads descend, wait, and return;
/// `carrier.shared`, as in `PingPongBenchmark`.
/// **Beware:** the figure includes the descent for both kinds, so compare them at the same
/// depth. The descent is repeated for each wait, because a virtual thread gets its frames back
/// a few at a time: one that stays at the bottom pays for its depth only once. The JIT may
/// merge frames.
/// **Expect:** a platform thread keeps its stack in place; that of a virtual thread is copied
/// to the heap and back, and from some hundreds of frames on it may lose its lead.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar PingPongDepth -p contender=PARK`
@Asks(
    id = "deep-switch",
    question = "What does a switch cost at the bottom of a deep call stack?",
    factor = "threadKind",
    fixed = "contender=PARK",
    typical = "depth=100")
@Cells(
    in = "standard",
    at = {"contender=PARK", "depth=100"})
public class PingPongDepthBenchmark extends TimedBenchmark {
  private static final int TRIPS = 10_000;

  @Param WireKind contender;
  @Param ThreadKind threadKind;

  @Param({"1", "10", "100", "1000"})
  int depth;

  private PingPong pair;

  @Setup
  public void connect() {
    int atOnce = Runtime.getRuntime().availableProcessors();
    pair =
        new PingPong(
            contender.connect(threadKind, atOnce),
            contender.connect(threadKind, atOnce),
            threadKind,
            TRIPS,
            depth);
  }

  @Benchmark
  @OperationsPerInvocation(TRIPS)
  public long roundTrip() throws InterruptedException {
    return pair.work();
  }

  @TearDown(Level.Iteration)
  public void report() {
    pair.report();
  }

  @TearDown
  public void disconnect() throws InterruptedException {
    pair.close();
  }
}
