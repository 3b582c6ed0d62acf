package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what Rust's `std::thread` promises of a `JoinHandle`, for both kinds.
class JoinHandleContractTest {
  @RegisterExtension final QuietFailures failures = new QuietFailures();

  @ParameterizedTest
  @EnumSource
  void joinGivesTheValueOfTheTask(ThreadKind kind) {
    assertThat(kind.spawn(() -> 6 * 7).join()).isEqualTo(42);
  }

  @ParameterizedTest
  @EnumSource
  void theValueMayBeNull(ThreadKind kind) {
    assertThat(kind.spawn(() -> (String) null).join()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aTaskWithoutValueJoinsToNull(ThreadKind kind) {
    var ran = new AtomicInteger();
    assertThat(kind.spawn(() -> ran.set(1)).join()).isNull();
    assertThat(ran).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void theThreadHasEndedWhenJoinReturns(ThreadKind kind) {
    var handle = kind.spawn(() -> 1);
    var thread = handle.thread();
    handle.join();
    assertThat(thread.isAlive()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void joinTellsWhatTheTaskThrew(ThreadKind kind) {
    var thrown = new IOException("disk gone");
    var handle = kind.builder().name("writer").spawn(throwing(thrown));
    assertThatThrownBy(handle::join)
        .isInstanceOf(ThreadFailed.class)
        .hasMessageContaining("thread writer failed")
        .hasMessageContaining("disk gone")
        .cause()
        .isSameAs(thrown);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureIsReportedBeforeJoinReturns(ThreadKind kind) {
    var thrown = new IllegalArgumentException("reported once");
    var handle = kind.spawn(throwing(thrown));
    assertThatThrownBy(handle::join).isInstanceOf(ThreadFailed.class);
    assertThat(failures.reported()).containsExactly(thrown);
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerThatFailsDoesNotHideTheFailure(ThreadKind kind) {
    var thrown = new IllegalArgumentException("first");
    var handle =
        kind.spawn(
            () -> {
              Thread.currentThread()
                  .setUncaughtExceptionHandler(
                      (thread, failure) -> {
                        throw new IllegalStateException("second");
                      });
              throw thrown;
            });
    assertThatThrownBy(handle::join)
        .cause()
        .isSameAs(thrown)
        .hasSuppressedException(new IllegalStateException("second"));
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerThatThrowsOnWhatItIsGivenIsHarmless(ThreadKind kind) {
    var thrown = new IllegalArgumentException("first");
    var handle =
        kind.spawn(
            () -> {
              Thread.currentThread()
                  .setUncaughtExceptionHandler(
                      (thread, failure) -> {
                        throw (IllegalArgumentException) failure;
                      });
              throw thrown;
            });
    assertThatThrownBy(handle::join).cause().isSameAs(thrown).hasNoSuppressedExceptions();
    assertThat(failures.reported()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void runningOutOfStackIsAFailureOfThatThreadOnly(ThreadKind kind) {
    var handle = kind.spawn(() -> depth(0));
    assertThatThrownBy(handle::join).cause().isInstanceOf(StackOverflowError.class);
  }

  private static int depth(int above) {
    return depth(above + 1) + 1;
  }

  @ParameterizedTest
  @EnumSource
  void isFinishedTellsAWaitingTaskFromAnEndedOne(ThreadKind kind) {
    var gate = new CountDownLatch(1);
    var handle = kind.spawn(() -> gate.await());
    assertThat(handle.isFinished()).isFalse();
    gate.countDown();
    while (!handle.isFinished()) {
      Thread.onSpinWait();
    }
    handle.join();
  }

  @ParameterizedTest
  @EnumSource
  void isFinishedIsTrueAfterAFailureToo(ThreadKind kind) {
    var handle = kind.spawn(throwing(new IllegalArgumentException()));
    while (!handle.isFinished()) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(handle::join).isInstanceOf(ThreadFailed.class);
  }

  @ParameterizedTest
  @EnumSource
  void aThreadRunsOnWhenItsHandleIsDropped(ThreadKind kind) throws InterruptedException {
    var ran = new CountDownLatch(1);
    var unused = kind.spawn(ran::countDown);
    ran.await();
  }

  @ParameterizedTest
  @EnumSource
  void whatTheTaskDidIsVisibleAfterJoin(ThreadKind kind) {
    for (int round = 0; round < 200; round++) {
      var plain = new int[1];
      plain[0] = round;
      kind.spawn(() -> plain[0]++).join();
      assertThat(plain[0]).isEqualTo(round + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"PLATFORM,PLATFORM", "PLATFORM,VIRTUAL", "VIRTUAL,PLATFORM", "VIRTUAL,VIRTUAL"})
  void eachKindJoinsEachKind(ThreadKind joining, ThreadKind joined) {
    var gate = new CountDownLatch(1);
    var inner =
        joined.spawn(
            () -> {
              gate.await();
              return 7;
            });
    var outer = joining.spawn(inner::join);
    gate.countDown();
    assertThat(outer.join()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"PLATFORM,PLATFORM", "PLATFORM,VIRTUAL", "VIRTUAL,PLATFORM", "VIRTUAL,VIRTUAL"})
  void anInterruptDoesNotEndAJoinAndIsKept(ThreadKind joining, ThreadKind joined) {
    var gate = new CountDownLatch(1);
    var inner =
        joined.spawn(
            () -> {
              gate.await();
              return 7;
            });
    var outer =
        joining.spawn(
            () -> {
              Thread.currentThread().interrupt();
              var value = inner.join();
              return List.of(value, Thread.currentThread().isInterrupted());
            });
    // The flag was set before the join began; a join that gave in would have ended by now or soon.
    while (!isWaiting(outer.thread())) {
      assertThat(outer.isFinished()).isFalse();
      Thread.onSpinWait();
    }
    gate.countDown();
    assertThat(outer.join()).isEqualTo(List.of(7, true));
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @ParameterizedTest
  @EnumSource
  void aThreadThatJoinsItselfIsToldSo(ThreadKind kind) throws InterruptedException {
    var own = new AtomicReference<JoinHandle<?>>();
    var known = new CountDownLatch(1);
    var handle =
        kind.spawn(
            () -> {
              known.await();
              own.get().join();
            });
    own.set(handle);
    known.countDown();
    handle.thread().join();
    assertThat(failures.reported())
        .singleElement()
        .isInstanceOfSatisfying(
            IllegalStateException.class,
            failure -> assertThat(failure).hasMessageContaining("join itself"));
  }

  private static <T> Callable<T> throwing(Exception failure) {
    return () -> {
      throw failure;
    };
  }
}
