package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what Rust's `thread::park`, `park_timeout` and `unpark` promise, for both kinds.
class ParkerContractTest {
  private static final Duration AGES = Duration.ofDays(365L * 1000);

  @ParameterizedTest
  @EnumSource
  void aTokenGivenFirstLetsTheNextParkReturn(ThreadKind kind) {
    var given = new CountDownLatch(1);
    var handle =
        kind.spawn(
            () -> {
              given.await();
              Parker.park();
            });
    handle.unpark();
    given.countDown();
    handle.join();
  }

  @ParameterizedTest
  @EnumSource
  void aParkedThreadIsWokenByATokenGivenLater(ThreadKind kind) {
    var handle = kind.spawn(() -> Parker.park());
    awaitWaiting(handle.thread());
    assertThat(handle.isFinished()).isFalse();
    handle.unpark();
    handle.join();
  }

  @ParameterizedTest
  @EnumSource
  void manyTokensGivenAreOneToken(ThreadKind kind) {
    var given = new CountDownLatch(1);
    var handle =
        kind.spawn(
            () -> {
              given.await();
              Parker.park();
              return Parker.park(Duration.ZERO);
            });
    for (int i = 0; i < 3; i++) {
      handle.unpark();
    }
    given.countDown();
    assertThat(handle.join()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aTokenOutlivesTheWaitsInBetween(ThreadKind kind) {
    var given = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    var handle =
        kind.spawn(
            () -> {
              given.await();
              // Waits in LockSupport, whose own permit would be gone after it.
              gate.await();
              Parker.park();
            });
    handle.unpark();
    given.countDown();
    awaitWaiting(handle.thread());
    gate.countDown();
    handle.join();
  }

  @ParameterizedTest
  @EnumSource
  void aTimedParkEndsWithoutAToken(ThreadKind kind) {
    assertThat(kind.spawn(() -> Parker.park(Duration.ofMillis(1))).join()).isFalse();
    assertThat(kind.spawn(() -> Parker.park(Duration.ZERO)).join()).isFalse();
    assertThat(kind.spawn(() -> Parker.park(Duration.ofNanos(-1))).join()).isFalse();
    var longAgo = Duration.ofSeconds(Long.MIN_VALUE);
    assertThat(kind.spawn(() -> Parker.park(longAgo)).join()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aTimedParkIsNeverShort(ThreadKind kind) {
    var waited =
        kind.spawn(
            () -> {
              var start = System.nanoTime();
              Parker.park(Duration.ofMillis(5));
              return System.nanoTime() - start;
            });
    assertThat(waited.join()).isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
  }

  @ParameterizedTest
  @EnumSource
  void aTimedParkTakesATokenAndALaterOneNeedsAnother(ThreadKind kind) {
    var handle =
        kind.spawn(
            () -> {
              // More nanoseconds than a long holds.
              var first = Parker.park(AGES);
              return first && !Parker.park(Duration.ZERO);
            });
    handle.unpark();
    assertThat(handle.join()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aTimedParkThatRanOutLeavesTheNextOneToWork(ThreadKind kind) {
    var ranOut = new CountDownLatch(1);
    var handle =
        kind.spawn(
            () -> {
              Parker.park(Duration.ofNanos(1));
              ranOut.countDown();
              Parker.park();
            });
    Uninterrupted.await(ranOut::await);
    handle.unpark();
    handle.join();
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptDoesNotEndAParkAndIsKept(ThreadKind kind) {
    var handle =
        kind.spawn(
            () -> {
              Thread.currentThread().interrupt();
              Parker.park();
              return Thread.currentThread().isInterrupted();
            });
    awaitWaiting(handle.thread());
    assertThat(handle.isFinished()).isFalse();
    handle.unpark();
    assertThat(handle.join()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PLATFORM,PLATFORM", "PLATFORM,VIRTUAL", "VIRTUAL,VIRTUAL"})
  void whatWasDoneBeforeUnparkIsVisibleAfterPark(ThreadKind first, ThreadKind second) {
    var rounds = 2_000;
    // Plain: only the tokens order the accesses of the two threads.
    var turns = new int[1];
    var peers = new AtomicReferenceArray<JoinHandle<?>>(2);
    var known = new CountDownLatch(1);
    var kinds = new ThreadKind[] {first, second};
    for (int i = 0; i < 2; i++) {
      var own = i;
      peers.set(
          own,
          kinds[own].spawn(
              () -> {
                known.await();
                for (int round = 0; round < rounds; round++) {
                  Parker.park();
                  assertThat(turns[0]).isEqualTo(2 * round + own);
                  turns[0]++;
                  peers.get(1 - own).unpark();
                }
              }));
    }
    known.countDown();
    peers.get(0).unpark();
    peers.get(0).join();
    peers.get(1).join();
    assertThat(turns[0]).isEqualTo(2 * rounds);
  }

  @Test
  void aThreadThatWasNotSpawnedHereHasATokenToo() throws InterruptedException {
    var parker = new AtomicReference<Parker>();
    var known = new CountDownLatch(1);
    var bare =
        new Thread(
            () -> {
              parker.set(Parker.current());
              known.countDown();
              Parker.park();
            });
    bare.start();
    known.await();
    parker.get().unpark();
    bare.join();
  }

  @Test
  void aThreadKeepsItsParker() {
    assertThat(Parker.current()).isSameAs(Parker.current());
    assertThat(ThreadKind.VIRTUAL.spawn(() -> Parker.current() == Parker.current()).join())
        .isTrue();
    assertThat(ThreadKind.VIRTUAL.spawn(Parker::current).join()).isNotSameAs(Parker.current());
  }

  @Test
  void aTimeoutMayNotBeNull() {
    assertThatNullPointerException().isThrownBy(() -> Parker.park(null));
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }
}
