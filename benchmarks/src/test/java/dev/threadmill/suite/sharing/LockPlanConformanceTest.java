package dev.threadmill.suite.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.NotApplicable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every plan takes both locks and ends, that one which does not is caught, and that
/// a deadlock, and nothing else, is found and named while it lasts, and ended.
class LockPlanConformanceTest {
  private static final int SEATS = 5;

  @ParameterizedTest
  @MethodSource("plans")
  void everyPhilosopherEatsWithBothForks(LockPlanKind plan, ThreadKind threadKind)
      throws Exception {
    try (var table = new Philosophers(threadKind, plan.open(), SEATS, 4_000, 10)) {
      table.dine();
      table.dine();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlanThatTakesNoLockIsCaught(ThreadKind threadKind) throws Exception {
    try (var table = new Philosophers(threadKind, new NoLock(), 4, 400_000, 0)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                while (true) {
                  table.dine(); // until threads happen to collide
                }
              })
          .withMessageContaining("was used");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlockIsFoundNamedAndEnded(ThreadKind threadKind) throws Exception {
    var plan = new AllRightFirst();
    try (var table = new Philosophers(threadKind, plan, SEATS, SEATS, 0)) {
      assertThatExceptionOfType(NotApplicable.class)
          .isThrownBy(table::dine)
          .withMessage(
              "deadlocked before the first meal: philosopher 5 waits for fork 1, held by"
                  + " philosopher 1, who waits for fork 2, held by philosopher 2, who waits for"
                  + " fork 3, held by philosopher 3, who waits for fork 4, held by philosopher 4,"
                  + " who waits for fork 5, held by philosopher 5");
    }
    assertThat(plan.philosophers).hasSize(SEATS);
    for (var thread : plan.philosophers) {
      assertThat(thread.join(Duration.ofSeconds(30))).as("%s ended", thread).isTrue();
    }
  }

  /// The benchmark says it as the result of the cell.
  @ParameterizedTest
  @EnumSource
  void withoutAnOrderTheTableDeadlocks(ThreadKind threadKind) {
    var benchmark = new PhilosophersBenchmark();
    benchmark.contender = LockPlanKind.NAIVE;
    benchmark.threadKind = threadKind;
    benchmark.seats = SEATS;
    benchmark.open();
    assertThatExceptionOfType(NotApplicable.class)
        .isThrownBy(
            () -> {
              while (true) {
                benchmark.eat();
              }
            })
        .withMessageMatching("deadlocked (after [\\d,]+ meals|before the first meal): .* held by.*")
        .satisfies(
            thrown -> {
              for (int seat = 1; seat <= SEATS; seat++) {
                assertThat(thrown.getMessage())
                    .contains("fork " + seat + ", held by philosopher " + seat);
              }
            });
  }

  /// Several looks see the others wait for forks that are held.
  @ParameterizedTest
  @MethodSource("plans")
  void aLongMealIsNoDeadlock(LockPlanKind plan, ThreadKind threadKind) throws Exception {
    var slow = new OneLongMeal(plan.open());
    try (var table = new Philosophers(threadKind, slow, SEATS, 50, 0)) {
      table.dine();
    }
    assertThat(slow.isEaten).isTrue();
  }

  @Test
  void whoWaitsForACircleIsNoPartOfIt() throws Exception {
    var forks = IntStream.rangeClosed(1, 4).mapToObj(DiningFork::new).toArray(DiningFork[]::new);
    var holding = new CountDownLatch(3);
    Thread first = holder(forks[3], forks[2], holding);
    Thread second = holder(forks[2], forks[3], holding);
    Thread behind = holder(forks[0], forks[2], holding);
    try {
      awaitWaiting(first, forks[2]);
      awaitWaiting(second, forks[3]);
      awaitWaiting(behind, forks[2]);
      var found = Deadlock.among(forks).orElseThrow();
      assertThat(found.threads()).containsExactlyInAnyOrder(first, second);
      assertThat(found.isConfirmed()).isTrue();
      assertThat(Deadlock.among(new DiningFork[] {forks[0], forks[1]})).isEmpty();
      var notOne = new Deadlock(List.of(behind), List.of(forks[2]));
      assertThat(notOne.isConfirmed()).as("the JVM's word").isFalse();
      found.end();
    } finally {
      for (var thread : new Thread[] {first, second, behind}) {
        thread.interrupt(); // once more does no harm
        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
      }
    }
    assertThat(Deadlock.among(forks)).isEmpty();
  }

  @Test
  void waitingForOneWhoWaitsForNobodyIsNoDeadlock() throws Exception {
    var forks = new DiningFork[] {new DiningFork(1), new DiningFork(2)};
    forks[1].lock();
    var waiter = holder(forks[0], forks[1], new CountDownLatch(1));
    awaitWaiting(waiter, forks[1]);
    assertThat(forks[1].waiting()).containsExactly(waiter);
    assertThat(Deadlock.among(forks)).isEmpty();
    forks[1].unlock();
    assertThat(waiter.join(Duration.ofSeconds(30))).isTrue();
    assertThat(forks[1].holder()).isNull();
  }

  @Test
  void aLargeCircleIsNotNamedToItsEnd() {
    var threads = Stream.generate(Thread::new).limit(64).toList();
    var forks = IntStream.rangeClosed(1, 64).mapToObj(DiningFork::new).toList();
    assertThat(new Deadlock(threads, forks).words(thread -> "p" + threads.indexOf(thread)))
        .startsWith("p0 waits for fork 1, held by p1, who waits for fork 2, held by p2, who")
        .endsWith("and so on around a circle of 64")
        .doesNotContain("fork 9");
  }

  @Test
  void whoRetreatsIsCounted() throws Exception {
    var first = new DiningFork(1);
    var second = new DiningFork(2);
    var plan = LockPlanKind.TRY_AND_BACK_OFF.open();
    second.lock();
    var other =
        ThreadKind.PLATFORM.spawn(
            () -> {
              plan.take(first, second);
              plan.giveBack(first, second);
              return true;
            });
    while (plan.retreats() == 0) {
      Thread.onSpinWait();
    }
    second.unlock();
    assertThat(other.join()).isTrue();
    assertThat(first.holder()).isNull();
    assertThat(second.holder()).isNull();
  }

  static Stream<Arguments> plans() {
    return Stream.of(LockPlanKind.values())
        .filter(plan -> plan != LockPlanKind.NAIVE)
        .flatMap(plan -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(plan, kind)));
  }

  /// A thread that holds a fork, and when all do wants another.
  private static Thread holder(DiningFork held, DiningFork wanted, CountDownLatch holding) {
    var thread =
        ThreadKind.PLATFORM.newThread(
            () -> {
              held.lock();
              holding.countDown();
              try {
                holding.await();
                wanted.lockInterruptibly();
                wanted.unlock();
              } catch (InterruptedException ended) {
                // as it should
              } finally {
                held.unlock();
              }
            });
    thread.start();
    return thread;
  }

  private static void awaitWaiting(Thread thread, DiningFork fork) {
    while (!fork.hasQueuedThread(thread) || thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private static final class NoLock implements LockPlan {
    @Override
    public void take(DiningFork first, DiningFork second) {}

    @Override
    public void giveBack(DiningFork first, DiningFork second) {}
  }

  /// A plan whose first meal lasts through several looks.
  private static final class OneLongMeal implements LockPlan {
    private final LockPlan plan;
    private final AtomicBoolean isEaten = new AtomicBoolean();

    OneLongMeal(LockPlan plan) {
      this.plan = plan;
    }

    @Override
    public void take(DiningFork first, DiningFork second) throws InterruptedException {
      plan.take(first, second);
      if (isEaten.compareAndSet(false, true)) {
        Thread.sleep(500);
      }
    }

    @Override
    public void giveBack(DiningFork first, DiningFork second) {
      plan.giveBack(first, second);
    }
  }

  /// What Dijkstra's philosophers do: each takes the fork to his right, then wants the other.
  private static final class AllRightFirst implements LockPlan {
    private final CyclicBarrier allHaveOne = new CyclicBarrier(SEATS);
    private final Set<Thread> philosophers = ConcurrentHashMap.newKeySet();

    @Override
    public void take(DiningFork first, DiningFork second) throws InterruptedException {
      philosophers.add(Thread.currentThread());
      first.lock();
      try {
        allHaveOne.await();
        second.lockInterruptibly();
      } catch (BrokenBarrierException e) {
        throw new AssertionError(e);
      } finally {
        if (!second.isHeldByCurrentThread()) {
          first.unlock();
        }
      }
    }

    @Override
    public void giveBack(DiningFork first, DiningFork second) {
      second.unlock();
      first.unlock();
    }
  }
}
