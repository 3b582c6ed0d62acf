package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does an unrelated neighbour cost a thread when their words are close together?
///
/// **Varies:** the distance between the two words, from none (true sharing) to four cache
/// lines; what the neighbour does: write, add atomically, or read.
/// **Measures:** time per access over both threads.
/// **Beware:** needs two cores; on one there is no contention. Writes wait in the store buffer,
/// so plain writers suffer less than atomic ones. The figure includes a call per access and a
/// clock read every 16 accesses, the same at every distance.
/// **Expect:** a step between 56 and 64 bytes; a second one at 128 where cache lines are
/// fetched in pairs.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar FalseSharing`
@Asks(
    id = "false-sharing",
    question = "False sharing: how much slower are two counters on one cache line?",
    typical = {"threadKind=PLATFORM", "access=ADDS"},
    rival = "BYTES_8")
@Cells(
    in = "standard",
    at = {"contender=BYTES_256,BYTES_64,BYTES_8", "threadKind=PLATFORM", "access=ADDS"})
public class FalseSharingBenchmark extends TimedBenchmark {
  private static final int ACCESSES = 480_000;

  @Param Distance contender;

  @Param ThreadKind threadKind;

  @Param Neighbours.Access access;

  private Neighbours neighbours;

  @Setup
  public void open() {
    neighbours = new Neighbours(threadKind, contender.bytes(), access, ACCESSES);
  }

  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void touch() throws InterruptedException {
    neighbours.touch();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    neighbours.close();
  }
}
