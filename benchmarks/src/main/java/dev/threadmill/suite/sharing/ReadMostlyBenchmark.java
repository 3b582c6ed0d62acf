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

/// When does it pay to tell readers from writers?
///
/// **Varies:** the guard; how many accesses of a thousand write (0, 10, 100, 500); the threads and
/// their kind.
/// **Measures:** time per access, all threads taken together, with the check of what was read;
/// `writer.wait`: how long each write took, waiting and all, in a histogram.
/// **Beware:** the reads are as short as can be, which is where a read lock is at its worst: its
/// count of readers is written by each of them. Longer reads favour it. A write is timed, and its
/// two looks at the clock are in the score where writes are many.
/// **Expect:** what readers do not write to scales with them (optimistic reads, the snapshot); a
/// read lock does not. Writers wait longest where readers can pass them by.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ReadMostly -p writesPerThousand=10
/// -prof dev.threadmill.recording.Latencies`
@Asks(
    id = "read-mostly",
    question = "Which lock is fastest when most accesses read?",
    typical = {"threadKind=PLATFORM", "threads=4", "writesPerThousand=10"})
@Cells(
    in = "standard",
    at = {
      "contender=MUTEX,READ_WRITE_LOCK,STAMPED_LOCK_OPTIMISTIC",
      "threadKind=PLATFORM",
      "threads=4",
      "writesPerThousand=10"
    })
public class ReadMostlyBenchmark extends TimedBenchmark {
  private static final int ACCESSES = 240_000;

  @Param BoardKind contender;

  @Param ThreadKind threadKind;

  @Param({"2", "4", "64"})
  int threads;

  @Param({"10", "0", "100", "500"})
  int writesPerThousand;

  private ReadingRoom room;

  @Setup
  public void open() {
    room = new ReadingRoom(threadKind, contender.open(), threads, ACCESSES, writesPerThousand);
  }

  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void access() throws InterruptedException {
    room.visit().report();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    room.close();
  }
}
