package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Metrics;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does it cost to take two locks without a deadlock, at Dijkstra's table where each
/// philosopher needs two forks?
///
/// **Varies:** the plan for taking forks; the number of seats (5, 64), one thread each; the
/// kind of thread; how long a meal takes.
/// **Measures:** time per meal over all philosophers; the fairness figures of
/// `SharedCounterBenchmark`; `retreats`, those of a round. A deadlock is the result of its cell:
/// who waits for which fork, and who holds it.
/// **Beware:** a meal of 0 ns is two additions, the best case for the single lock. Without an
/// order all must hold one fork at the same moment; as short meals seldom are interrupted there,
/// that plan yields between its forks. Its deadlock is likely and never certain: a fork without one
/// has a score like the others. The JVM confirms a deadlock of platform threads. Of virtual ones it
/// knows nothing, and the circle is read from the locks, twice with no meal in between.
/// **Expect:** with more seats than cores most philosophers wait for a core and not for a fork,
/// and the single lock costs little as long as meals are short. Without an order the table
/// soon deadlocks.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar PhilosophersBenchmark
/// -prof dev.threadmill.recording.Metrics`
@Named("a philosopher's meal")
@Asks(
    id = "philosophers",
    question = "Dining philosophers: what does taking two locks without a deadlock cost?",
    typical = {"seats=5", "holdNanos=0"})
@Cells(
    in = "standard",
    at = {"threadKind=PLATFORM", "seats=5", "holdNanos=0"})
@Cells(
    in = "standard",
    at = {"contender=ORDERED,COARSE,NAIVE", "threadKind=VIRTUAL", "seats=5", "holdNanos=0"})
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
  public void eat() throws Exception {
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
