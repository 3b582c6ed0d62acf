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

/// What does it cost to take two locks without a deadlock: an order, a retreat, or one big
/// lock?
///
/// **Varies:** the plan; the number of accounts, from two, where all collide, to a thousand,
/// where hardly any do; the threads and their kind.
/// **Measures:** time per transfer between two accounts drawn evenly, all threads taken
/// together; the fairness figures of `SharedCounterBenchmark`; `retreats`, those of a round.
/// **Beware:** the work under the locks is two additions, so the big lock looks its best. All
/// locks are the same `ReentrantLock`, wrapped so that a deadlock fails the fork soon: who
/// finds one taken says so in a map and waits with a time limit, neither of which a bare lock
/// does.
/// **Expect:** the big lock wins where accounts are few or cores are; the order wins with many.
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
