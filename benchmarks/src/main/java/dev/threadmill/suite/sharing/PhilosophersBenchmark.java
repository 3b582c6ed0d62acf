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

/// What does a meal cost at Dijkstra's table, where each philosopher needs two forks?
///
/// **Varies:** the plan for taking forks; the number of seats (5, 64), one thread each; the
/// kind of thread; how long a meal takes.
/// **Measures:** time per meal over all philosophers; the fairness figures of
/// `SharedCounterBenchmark`; `retreats`, those of a round.
/// **Beware:** the plan in which all take their right fork first is not a contender: it ends in
/// a deadlock, which the conformance test shows to be found and named.
/// **Expect:** with more seats than cores most philosophers wait for a core and not for a fork,
/// and the single lock costs little as long as meals are short.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar PhilosophersBenchmark
/// -prof dev.threadmill.recording.Metrics`
@Asks(
    id = "philosophers",
    question = "What does a meal cost the dining philosophers?",
    typical = {"threadKind=PLATFORM", "seats=5", "holdNanos=0"})
public class PhilosophersBenchmark extends TimedBenchmark {
  private static final int MEALS = 120_000;

  @Param LockPlanKind contender;

  @Param ThreadKind threadKind;

  @Param({"5", "64"})
  int seats;

  @Param({"0", "500"})
  int holdNanos;

  private LockPlan plan;
  private Philosophers table;
  private long retreatsBefore;

  @Setup
  public void open() {
    plan = contender.open();
    table = new Philosophers(threadKind, plan, seats, MEALS, CalibratedWork.tokens(holdNanos));
  }

  @Benchmark
  @OperationsPerInvocation(MEALS)
  public void eat() throws InterruptedException {
    table.dine().report();
    long retreats = plan.retreats();
    Metrics.report("retreats", retreats - retreatsBefore, "#");
    retreatsBefore = retreats;
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    table.close();
  }
}
