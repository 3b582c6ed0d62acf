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

/// How long does the first threaded program of the Rust book take, with one counting thread or
/// many?
///
/// In that program a spawned thread counts to nine and the main thread to four, each sleeping a
/// millisecond after every number, and then main joins the thread. Here they count and do not
/// print.
///
/// **Varies:** the number of spawned threads, how they are started, and their kind.
/// **Measures:** the time of the whole program, whose main thread is there and is woken for it. It
/// cannot be under the nine milliseconds slept.
/// **Beware:** a pool of as many threads as cores can have no more tasks asleep than that; it
/// is not slow but too small for the work, and stands here as the straw man that it often is.
/// The system may add to each sleep of a platform thread, which is its timer slack.
/// **Expect:** close to the bound for a thread a task, and some hundreds of threads hardly
/// later.
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
