package dev.threadmill.suite.spawning;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.suite.TimedBenchmark;
import dev.threadmill.suite.UnitKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// How long does a tree of tasks take in which each task starts ten more and adds up their
/// sums?
///
/// This is the "skynet" by which many runtimes were compared; with a million leaves its sum is
/// 499999500000.
///
/// **Varies:** what a node is, the kind of thread, and the number of leaves.
/// **Measures:** the time of one whole tree, from the start of its root to the root's sum.
/// **Beware:** nobody writes a sum this way: a leaf does nothing. With a million leaves most
/// threads are in memory before they run, and the collector is part of the figure.
/// **Expect:** fork-join, whose nodes are no threads, is the bound; channels cost a hand-off a
/// node more than joins do.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar Skynet -p leaves=1000000`
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Asks(
    id = "skynet",
    question = "How long does a tree of threads take, each of which starts ten more?",
    factor = "threadKind",
    fixed = "contender=JOINED_THREADS",
    typical = "leaves=1000")
@Cells(
    in = "standard",
    at = {"contender=JOINED_THREADS,FORK_JOIN", "threadKind=PLATFORM,VIRTUAL", "leaves=1000"})
@Cells(
    in = "runtimes",
    at = {"contender=JOINED_THREADS,CHANNELS", "leaves=1000"})
public class SkynetBenchmark extends TimedBenchmark {
  @Param TreeKind contender;
  @Param UnitKind threadKind;

  /// A power of ten up to a million.
  @Param({"1000", "100000"})
  int leaves;

  private Tree tree;

  @Setup
  public void plant() {
    if (!String.valueOf(leaves).matches("10{0,6}")) {
      throw new IllegalArgumentException(leaves + " leaves are no power of ten up to a million");
    }
    tree = contender.plant(threadKind, leaves);
  }

  @Benchmark
  public long growAndSum() throws Exception {
    return tree.checkedSum(leaves);
  }

  @TearDown
  public void fell() throws InterruptedException {
    tree.close();
  }
}
