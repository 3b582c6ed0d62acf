package dev.threadmill.suite.footprint;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.OneShotBenchmark;
import dev.threadmill.suite.UnitKind;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How much memory does a waiting thread take?
///
/// **Varies:** the number of threads (1000 to 100,000; platform threads up to half of what the
/// system allows) and their kind; how many calls deep they wait (0, 20, 200, 1000); how many
/// thread-local variables each has set.
/// **Measures:** bytes per thread: `heap`, live objects after a collection; `native`, what is
/// resident outside the heap; `kernel.stack` and `page.tables`, which are charged to no
/// process; `total`, their sum; `reserved`, address space only. The score is the time to start
/// all threads and see each of them wait.
/// **Beware:** the heap has a fixed size and is pre-touched, otherwise fresh heap pages would
/// count as memory of threads. Kernel stacks are known only for the whole machine: nothing else
/// should start threads meanwhile. The calls are excluded from compilation, so that their
/// frames are those of the interpreter; those of a coroutine are objects anyhow. Without
/// `/proc` only the heap is known.
/// **Expect:** a hundred kilobytes for a platform thread, most of it pages below its stack that
/// the interpreter touches before it calls anything (`-XX:StackShadowPages`); one or two for a
/// virtual thread, all of it in the heap, and more with every call level; some hundred bytes for a
/// coroutine.
/// **Run:**
/// `java -jar benchmarks/target/benchmarks.jar Parked -prof dev.threadmill.recording.Metrics`
///
/// A million that wait, on all that can do it within 8 GB:
/// `java -jar benchmarks/target/benchmarks.jar run footprint --preset runtimes --lanes tokio,go
/// --param threads=1000000 --param threadKind=VIRTUAL,COROUTINE --jvm 'big=-Xms4g -Xmx4g'`
@Fork(
    value = 5,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch", "-XX:-UsePerfData"})
@Named("start and park")
@Asks(
    id = "footprint",
    question = "How much memory does a waiting thread take?",
    factor = "threadKind",
    typical = {"threads=1000", "depth=0", "threadLocals=0"},
    quantity = "memory",
    order = 30)
@Cells(
    in = "quick",
    at = {"threadKind=PLATFORM,VIRTUAL", "threads=1000", "depth=0", "threadLocals=0"})
@Cells(
    in = "standard",
    at = {"threadKind=PLATFORM,VIRTUAL", "threads=1000,10000", "depth=0", "threadLocals=0"})
@Cells(
    in = "runtimes",
    at = {"threads=1000,10000,100000", "depth=0", "threadLocals=0"})
public class ParkedThreadBenchmark extends OneShotBenchmark {
  /// Enough to load every class and start the carriers.
  private static final int REHEARSAL = 64;

  @Param UnitKind threadKind;

  @Param({"1000", "10000", "100000"})
  int threads;

  @Param({"0", "200"})
  int depth;

  @Param({"0", "1"})
  int threadLocals;

  private Waiters parked;
  private ProcessMemory before;

  @Setup(Level.Iteration)
  public void look() throws InterruptedException, IOException {
    if (threadKind == UnitKind.PLATFORM) {
      ThreadLimit.here().allow(threads);
    }
    ProcessMemory.now();
    try (var rehearsal = waiters(REHEARSAL)) {
      rehearsal.start();
    }
    parked = waiters(threads);
    before = ProcessMemory.now();
  }

  private Waiters waiters(int count) {
    return threadKind == UnitKind.COROUTINE
        ? new SuspendedCoroutines(count, depth, threadLocals)
        : new ParkedThreads(threadKind.threads(), count, depth, threadLocals);
  }

  @Benchmark
  public void startAndPark() throws InterruptedException {
    parked.start();
  }

  @TearDown(Level.Iteration)
  public void lookAgain() throws InterruptedException, IOException {
    var each = ProcessMemory.now().since(before, threads);
    report("heap", each.heap());
    if (ProcessMemory.isKnown()) {
      report("native", each.resident());
      report("reserved", each.reserved());
      report("kernel.stack", each.kernelStacks());
      report("page.tables", each.pageTables());
      report("total", each.heap() + each.resident() + each.kernelStacks() + each.pageTables());
    }
    parked.close();
  }

  private static void report(String name, long bytes) {
    Metrics.report(name, bytes, "B/thread");
  }
}
