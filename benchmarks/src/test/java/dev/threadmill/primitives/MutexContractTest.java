package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what a mutex promises in both modes, after the documentation of Rust's `Mutex` and its
/// tests.
class MutexContractTest {
  private static final RuntimeException FAILURE = new RuntimeException("planted", null) {};

  enum Kind {
    PLATFORM,
    VIRTUAL;

    Thread start(Runnable task) {
      return this == PLATFORM
          ? Thread.ofPlatform().daemon().start(task)
          : Thread.ofVirtual().start(task);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noIncrementIsLost(Kind kind) throws InterruptedException {
    var mutex = Mutex.of(0);
    joinAll(startAll(kind, 8, () -> repeat(5_000, () -> incrementByGuard(mutex))));
    assertThat(mutex.intoInner()).isEqualTo(40_000);
  }

  @ParameterizedTest
  @EnumSource
  void everyWayToLockExcludesTheOthers(Kind kind) throws InterruptedException {
    var mutex = Mutex.of(new int[1]);
    List<Thread> threads = new ArrayList<>();
    threads.addAll(startAll(kind, 2, () -> repeat(5_000, () -> tryUntilIncremented(mutex))));
    threads.addAll(startAll(kind, 2, () -> repeat(5_000, () -> mutex.with(n -> n[0]++))));
    threads.addAll(startAll(kind, 2, () -> repeat(5_000, () -> mutex.update(this::oneMore))));
    joinAll(threads);
    assertThat(mutex.getMut()[0]).isEqualTo(30_000);
  }

  @Test
  void tenThousandVirtualThreadsTakeTurns() throws InterruptedException {
    var mutex = Mutex.of(0);
    joinAll(startAll(Kind.VIRTUAL, 10_000, () -> incrementByGuard(mutex)));
    assertThat(mutex.intoInner()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @EnumSource
  void plainWritesUnderTheLockAreSeenByTheNextHolder(Kind kind) throws InterruptedException {
    var mutex = Mutex.of(new long[2]);
    var torn = new AtomicBoolean();
    Runnable writer =
        () ->
            mutex.with(
                pair -> {
                  if (pair[0] != pair[1]) {
                    torn.set(true);
                  }
                  pair[0]++;
                  return pair[1]++;
                });
    joinAll(startAll(kind, 4, () -> repeat(5_000, writer)));
    assertThat(torn).isFalse();
  }

  @Test
  void waitingVirtualThreadsLeaveTheCarriersToOthers() throws InterruptedException {
    var mutex = Mutex.of(0);
    List<Thread> waiters;
    try (var ignored = mutex.lock()) {
      waiters =
          startAll(
              Kind.VIRTUAL,
              4 * Runtime.getRuntime().availableProcessors() + 300,
              () -> incrementByGuard(mutex));
      awaitParked(waiters);
      // Would not start if a waiter kept its carrier.
      Kind.VIRTUAL.start(() -> {}).join();
    }
    joinAll(waiters);
    assertThat(mutex.intoInner()).isEqualTo(waiters.size());
  }

  @ParameterizedTest
  @EnumSource
  void interruptionNeitherEndsTheWaitNorIsLost(Kind kind) throws InterruptedException {
    var mutex = Mutex.of(0);
    var stillInterrupted = new AtomicBoolean();
    Thread waiter;
    try (var ignored = mutex.lock()) {
      waiter =
          kind.start(
              () -> {
                Thread.currentThread().interrupt();
                incrementByGuard(mutex);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
              });
      awaitParked(List.of(waiter));
      waiter.interrupt();
      assertThat(mutex.isPoisoned()).isFalse();
    }
    waiter.join();
    assertThat(stillInterrupted).isTrue();
    assertThat(mutex.getMut()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void failureUnderTheLockPoisonsItForEveryOther(Kind kind) throws InterruptedException {
    var mutex = Mutex.of(1);
    var seen = new AtomicReference<Throwable>();
    joinAll(startAll(kind, 1, () -> seen.set(failureOf(() -> mutex.with(ignored -> fail())))));
    assertThat(seen.get()).isSameAs(FAILURE);
    assertThat(mutex.isPoisoned()).isTrue();
    assertThatExceptionOfType(Poisoned.class).isThrownBy(() -> mutex.use(n -> {}));
    assertThatExceptionOfType(Poisoned.class).isThrownBy(() -> mutex.with(n -> n));
    assertThatExceptionOfType(Poisoned.class).isThrownBy(() -> mutex.update(n -> n + 1));
    assertThat(mutex.toString()).isEqualTo("Mutex[free, poisoned]");
  }

  @ParameterizedTest
  @EnumSource
  void aLockThatFailsForPoisonLeavesTheMutexToOthers(Kind kind) throws InterruptedException {
    var mutex = poisoned();
    try (var guard = mutex.lock()) {
      throw new AssertionError("locked as if there were no poison: " + guard.get());
    } catch (Poisoned expected) {
      assertThat(mutex).hasToString("Mutex[free, poisoned]");
    }
    try (var guard = mutex.tryLock()) {
      throw new AssertionError("locked as if there were no poison: " + guard.get());
    } catch (Poisoned expected) {
      assertThat(mutex).hasToString("Mutex[free, poisoned]");
    }
    mutex.clearPoison();
    joinAll(startAll(kind, 2, () -> incrementByGuard(mutex)));
    assertThat(mutex.intoInner()).isEqualTo(3);
  }

  @Test
  void aPoisonedValueIsRepairedByALockAnyway() {
    var mutex = poisoned();
    try (var guard = mutex.lockAnyway()) {
      assertThat(mutex.tryLockAnyway()).as("still locked").isNull();
      assertThat(mutex.isPoisoned()).isTrue();
      guard.set(guard.get() + 1);
      mutex.clearPoison();
    }
    assertThat(mutex.intoInner()).isEqualTo(2);
  }

  @Test
  void poisonStaysUntilItIsCleared() {
    var mutex = poisoned();
    mutex.lockAnyway().close();
    mutex.tryLockAnyway().close();
    assertThatExceptionOfType(Poisoned.class).isThrownBy(mutex::lock);
    mutex.clearPoison();
    mutex.lock().close();
    assertThat(mutex.isPoisoned()).isFalse();
  }

  @Test
  void tryLockTellsPoisonFromWouldBlock() {
    var mutex = poisoned();
    assertThatExceptionOfType(Poisoned.class).isThrownBy(mutex::tryLock);
    try (var guard = mutex.tryLockAnyway()) {
      assertThat(guard.get()).isEqualTo(1);
      assertThat(mutex.tryLock()).as("would block, poisoned or not").isNull();
    }
    mutex.clearPoison();
    try (var free = mutex.tryLock()) {
      assertThat(free.get()).isEqualTo(1);
    }
  }

  @Test
  void aBodyWithoutAResultIsRunUnderTheLock() {
    var mutex = Mutex.of(new ArrayList<>(List.of(1)));
    mutex.use(
        list -> {
          assertThat(mutex.tryLock()).isNull();
          list.clear();
        });
    mutex.use(list -> list.add(2));
    assertThat(mutex.getMut()).containsExactly(2);
    assertThat(failureOf(() -> mutex.use(list -> fail()))).isSameAs(FAILURE);
    assertThat(mutex.isPoisoned()).isTrue();
  }

  @Test
  void waiterOfAHolderThatFailsIsToldOfThePoison() throws InterruptedException {
    var mutex = Mutex.of(1);
    var seen = new AtomicReference<Throwable>();
    Thread waiter;
    try (var guard = mutex.lock()) {
      waiter = Kind.PLATFORM.start(() -> seen.set(failureOf(() -> mutex.with(n -> n))));
      awaitParked(List.of(waiter));
      guard.poison();
    }
    waiter.join();
    assertThat(seen.get()).isInstanceOf(Poisoned.class);
    mutex.clearPoison();
    assertThat(mutex.intoInner()).isEqualTo(1);
  }

  @Test
  void lockTakenWhileHandlingAnOlderFailureDoesNotPoison() {
    var mutex = Mutex.of(1);
    try {
      throw FAILURE;
    } catch (RuntimeException older) {
      mutex.update(n -> n + 1);
    } finally {
      incrementByGuard(mutex);
    }
    assertThat(mutex.isPoisoned()).isFalse();
    assertThat(mutex.getMut()).isEqualTo(3);
  }

  @Test
  void guardThatIsClosedByAnExceptionUnlocksAndDoesNotPoison() {
    var mutex = Mutex.of(1);
    assertThat(
            failureOf(
                () -> {
                  try (var ignored = mutex.lock()) {
                    fail();
                  }
                }))
        .isSameAs(FAILURE);
    assertThat(mutex.isPoisoned()).isFalse();
    assertThat(mutex.intoInner()).isEqualTo(1);
  }

  @Test
  void intoInnerEndsTheMutex() {
    var mutex = Mutex.of("value");
    assertThat(mutex.intoInner()).isEqualTo("value");
    assertThatIllegalStateException().isThrownBy(mutex::intoInner);
    assertThatIllegalStateException().isThrownBy(mutex::getMut);
    assertThatIllegalStateException().isThrownBy(mutex::lock);
    assertThatIllegalStateException().isThrownBy(mutex::tryLock);
    assertThatIllegalStateException().isThrownBy(mutex::lockAnyway);
    assertThatIllegalStateException().isThrownBy(mutex::tryLockAnyway);
    assertThat(mutex.toString()).isEqualTo("Mutex[consumed]");
  }

  @Test
  void intoInnerOfALockedOrPoisonedMutexIsRefusedAndChangesNothing() {
    var mutex = Mutex.of(1);
    try (var ignored = mutex.lock()) {
      assertThatIllegalStateException().isThrownBy(mutex::intoInner);
      assertThatIllegalStateException().isThrownBy(mutex::getMut);
    }
    assertThat(failureOf(() -> mutex.with(ignored -> fail()))).isSameAs(FAILURE);
    assertThatExceptionOfType(Poisoned.class).isThrownBy(mutex::intoInner);
    mutex.clearPoison();
    assertThat(mutex.intoInner()).isEqualTo(1);
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> Mutex.of(null));
    var mutex = Mutex.of(1);
    try (var guard = mutex.lock()) {
      assertThatNullPointerException().isThrownBy(() -> guard.set(null));
    }
    assertThatNullPointerException().isThrownBy(() -> mutex.with(null));
    assertThatNullPointerException().isThrownBy(() -> mutex.use(null));
    assertThatNullPointerException().isThrownBy(() -> mutex.update(null));
    assertThat(mutex.isPoisoned()).isFalse();
    assertThatNullPointerException().isThrownBy(() -> mutex.update(ignored -> null));
  }

  private static Mutex<Integer> poisoned() {
    var mutex = Mutex.of(1);
    assertThat(failureOf(() -> mutex.with(ignored -> fail()))).isSameAs(FAILURE);
    return mutex;
  }

  private static void incrementByGuard(Mutex<Integer> mutex) {
    try (var guard = mutex.lock()) {
      guard.set(guard.get() + 1);
    }
  }

  private static void tryUntilIncremented(Mutex<int[]> mutex) {
    for (; ; ) {
      try (var guard = mutex.tryLock()) {
        if (guard != null) {
          guard.get()[0]++;
          return;
        }
      }
      Thread.yield();
    }
  }

  private int[] oneMore(int[] n) {
    return new int[] {n[0] + 1};
  }

  private static Object fail() {
    throw FAILURE;
  }

  private static Throwable failureOf(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      return failure;
    }
    throw new AssertionError("did not fail");
  }

  private static void repeat(int times, Runnable task) {
    for (int i = 0; i < times; i++) {
      task.run();
    }
  }

  private static List<Thread> startAll(Kind kind, int count, Runnable task) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(kind.start(task));
    }
    return threads;
  }

  private static void joinAll(List<Thread> threads) throws InterruptedException {
    for (var thread : threads) {
      thread.join();
    }
  }

  private static void awaitParked(List<Thread> threads) {
    for (var thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.yield();
      }
    }
  }
}
