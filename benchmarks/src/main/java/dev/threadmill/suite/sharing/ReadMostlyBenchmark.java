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

/// When does distinguishing readers from writers pay off?
///
/// **Varies:** the guard; how many of a thousand accesses write (0, 10, 100, 500); the number
/// of threads and their kind.
/// **Measures:** time per access over all threads, including a check of what was read;
/// `writer.wait`: how long each write took, including its wait, in a histogram.
/// **Beware:** the reads are as short as possible, the worst case for a read lock, because each
/// reader writes its count of readers. Longer reads favour it. Each write is timed, and its two
/// clock reads are part of the score, which matters where writes are many.
/// **Expect:** guards that readers do not write to scale with the readers (optimistic reads,
/// the snapshot); a read lock does not. Writers wait longest where readers can overtake them.
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
