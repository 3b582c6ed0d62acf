package dev.threadmill.suite.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every plan takes both locks and ends, that one which does not is caught, and that
/// a deadlock is found and named while it lasts.
class LockPlanConformanceTest {
  @ParameterizedTest
  @MethodSource("plans")
  void noMoneyIsMadeOrLost(LockPlanKind plan, ThreadKind threadKind) throws Exception {
    for (int accounts : new int[] {2, 8}) {
      try (var bank = new Bank(threadKind, plan.open(), accounts, 4, 4_000)) {
        bank.trade();
        bank.trade();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyPhilosopherEatsWithBothForks(LockPlanKind plan, ThreadKind threadKind)
      throws Exception {
    try (var table = new Philosophers(threadKind, plan.open(), 5, 4_000, 10)) {
      table.dine();
      table.dine();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlanThatTakesNoLockIsCaught(ThreadKind threadKind) throws Exception {
    try (var bank = new Bank(threadKind, new NoLock(), 2, 4, 400_000)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                while (true) {
                  bank.trade(); // until threads happen to collide
                }
              })
          .withMessageContaining("in all accounts");
    }
    try (var table = new Philosophers(threadKind, new NoLock(), 4, 400_000, 0)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                while (true) {
                  table.dine();
                }
              })
          .withMessageContaining("was used");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlockIsFoundAndNamed(ThreadKind threadKind) throws Exception {
    int seats = 5;
    try (var table = new Philosophers(threadKind, new AllRightFirst(seats), seats, 10, 0)) {
      assertThatIllegalStateException()
          .isThrownBy(table::dine)
          .havingCause()
          .isInstanceOf(Deadlocked.class)
          .withMessageStartingWith("Deadlock: ")
          .withMessageContaining("waits for lock 0")
          .withMessageContaining("waits for lock 4")
          .withMessageContaining("held by");
    }
  }

  @Test
  void waitingForOneWhoWaitsForNobodyIsNoDeadlock() throws Exception {
    var watch = new DeadlockWatch();
    var lock = new OwnedLock(watch, 0);
    lock.lock();
    var waiter =
        ThreadKind.VIRTUAL.spawn(
            () -> {
              lock.lock();
              lock.unlock();
              return true;
            });
    while (waiter.thread().getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    watch.look();
    lock.unlock();
    assertThat(waiter.join()).isTrue();
    assertThat(lock.owner()).isNull();
  }

  @Test
  void whoRetreatsIsCounted() throws Exception {
    var watch = new DeadlockWatch();
    var first = new OwnedLock(watch, 0);
    var second = new OwnedLock(watch, 1);
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
    assertThat(first.owner()).isNull();
    assertThat(second.owner()).isNull();
  }

  static Stream<Arguments> plans() {
    return Stream.of(LockPlanKind.values())
        .flatMap(plan -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(plan, kind)));
  }

  private static final class NoLock implements LockPlan {
    @Override
    public void take(OwnedLock first, OwnedLock second) {}

    @Override
    public void giveBack(OwnedLock first, OwnedLock second) {}
  }

  /// What Dijkstra's philosophers do: each takes the fork to his right, then wants the other.
  private static final class AllRightFirst implements LockPlan {
    private final CyclicBarrier allHaveOne;

    AllRightFirst(int seats) {
      allHaveOne = new CyclicBarrier(seats);
    }

    @Override
    public void take(OwnedLock first, OwnedLock second) throws InterruptedException {
      first.lock();
      try {
        allHaveOne.await();
      } catch (BrokenBarrierException e) {
        throw new AssertionError(e);
      }
      try {
        second.lock();
      } catch (Deadlocked e) {
        first.unlock();
        throw e;
      }
    }

    @Override
    public void giveBack(OwnedLock first, OwnedLock second) {
      second.unlock();
      first.unlock();
    }
  }
}
