package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does taking two locks without a deadlock cost: by an order, by backing off, or with a
/// single lock?
///
/// **Varies:** the plan; the number of accounts, from two, where all transfers collide, to a
/// thousand, where hardly any do; the number of threads and their kind.
/// **Measures:** time per transfer between two uniformly drawn accounts, over all threads; the
/// fairness figures of `SharedCounterBenchmark`; `retreats`, those of a round.
/// **Beware:** the work under the locks is two additions, the best case for the single lock.
/// All locks are the same `ReentrantLock`, wrapped so that a deadlock fails the fork soon: a
/// thread that finds a lock taken records that in a map and waits with a timeout, neither of
/// which a bare lock does.
/// **Expect:** the single lock wins with few accounts or few cores; the order wins with many.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar TransferBenchmark -p accounts=2,64,1024
/// -prof dev.threadmill.recording.Metrics`
@Asks(
    id = "two-locks",
    question = "What does taking two locks without a deadlock cost?",
    typical = {"threadKind=PLATFORM", "threads=2", "accounts=64"})
public class TransferBenchmark extends TimedBenchmark {
  private static final int TRANSFERS = 120_000;

  @Param LockPlanKind contender;

  @Param ThreadKind threadKind;

  @Param({"2", "8"})
  int threads;

  @Param({"64", "2", "1024"})
  int accounts;

  private LockPlan plan;
  private Bank bank;
  private long retreatsBefore;

  @Setup
  public void open() {
    plan = contender.open();
    bank = new Bank(threadKind, plan, accounts, threads, TRANSFERS);
  }

  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public void transfer() throws InterruptedException {
    bank.trade().report();
    long retreats = plan.retreats();
    Metrics.report("retreats", retreats - retreatsBefore, "#");
    retreatsBefore = retreats;
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    bank.close();
  }
}
