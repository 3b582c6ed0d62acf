package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.suite.TimedBenchmark;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How long does the Rust book's first threaded program take, with one counting thread or many?
///
/// In that program a spawned thread counts to nine and the main thread to four, each sleeping a
/// millisecond after every number; then main joins the thread. Here they count without
/// printing.
///
/// **Varies:** the number of spawned threads, how they are started, and their kind.
/// **Measures:** the time of the whole program, whose main thread already exists and is woken
/// for it. It cannot be below the nine milliseconds slept.
/// **Beware:** in a pool of as many threads as cores, only that many tasks can sleep at once;
/// the pool is not slow but too small for the work, the straw man that it often is in
/// comparisons. The system may add its timer slack to each sleep of a platform thread.
/// **Expect:** close to the bound with a thread per task, and hardly longer with some hundreds
/// of threads.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar SleepingThreads`
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Asks(
    id = "rust-book",
    question = "How long does the first threaded program of the Rust book take?",
    factor = "threadKind",
    fixed = "contender=BARE_THREAD",
    typical = "threads=10")
public class SleepingThreadsBenchmark extends TimedBenchmark {
  @Param LaunchKind contender;
  @Param ThreadKind threadKind;

  @Param({"1", "10", "1000"})
  int threads;

  private Launcher launcher;
  private BookListing listing;

  @Setup
  public void open() {
    launcher = contender.open(threadKind, threads);
    listing = new BookListing(launcher, threads);
  }

  @Benchmark
  public int countAndSleep() throws InterruptedException {
    return listing.run();
  }

  @TearDown
  public void close() throws InterruptedException {
    listing.close();
    launcher.close();
  }
}
