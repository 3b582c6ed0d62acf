package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What Rust's `std::thread` promises of `spawn`, `JoinHandle` and `Builder`, for both kinds.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadKindContractTest {
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
  void theTaskRunsOnAnotherThreadOfTheKind(ThreadKind kind) {
    var handle = kind.spawn(Thread::currentThread);
    var thread = handle.thread();
    assertThat(handle.join()).isSameAs(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.isVirtual()).isEqualTo(kind == ThreadKind.VIRTUAL);
    assertThat(thread.isDaemon()).isTrue();
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

  @ParameterizedTest
  @EnumSource
  void theBuilderNamesTheThread(ThreadKind kind) {
    var handle = kind.builder().name("miller").spawn(() -> Thread.currentThread().getName());
    assertThat(handle.thread().getName()).isEqualTo("miller");
    assertThat(handle.join()).isEqualTo("miller");
  }

  @ParameterizedTest
  @EnumSource
  void aBuilderServesManyThreadsAndNeverChanges(ThreadKind kind) {
    var plain = kind.builder();
    var named = plain.name("first");
    var renamed = named.name("second");
    Callable<String> name = () -> Thread.currentThread().getName();
    assertThat(plain.spawn(name).join()).isNotIn("first", "second");
    assertThat(named.spawn(name).join()).isEqualTo("first");
    assertThat(named.spawn(name).join()).isEqualTo("first");
    assertThat(renamed.spawn(name).join()).isEqualTo("second");
  }

  @Test
  void aLargerStackGoesDeeper() {
    // No frame is smaller than two words, so this depth is out of reach of the default's 2 MiB.
    var deep = ThreadKind.PLATFORM.builder().stackSize(256L << 20);
    assertThat(deep.spawn(() -> descend(200_000)).join()).isEqualTo(200_000);
  }

  private static int descend(int levels) {
    return levels == 0 ? 0 : 1 + descend(levels - 1);
  }

  @ParameterizedTest
  @EnumSource
  void aStackSizeIsAcceptedByBothKinds(ThreadKind kind) {
    assertThat(kind.builder().stackSize(1L << 20).spawn(() -> 1).join()).isEqualTo(1);
    assertThat(kind.builder().stackSize(0).spawn(() -> 1).join()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.builder().stackSize(-1))
        .withMessageContaining("-1");
  }

  @Test
  void aRefusedThreadIsAClearErrorAndClosesWhatWasMoved() {
    var closed = new AtomicInteger();
    AutoCloseable resource = closed::incrementAndGet;
    var impossible = ThreadKind.PLATFORM.builder().stackSize(1L << 60);
    assertThatThrownBy(() -> impossible.spawn(Owned.of(resource), moved -> {}))
        .isInstanceOf(ThreadNotStarted.class)
        .hasMessageContaining("PLATFORM")
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(closed).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void aMovedValueIsClosedWhenTheBodyEnds(ThreadKind kind) {
    var closed = new AtomicInteger();
    AutoCloseable resource = closed::incrementAndGet;
    var seen = kind.spawn(Owned.of(resource), moved -> moved == resource && closed.get() == 0);
    assertThat(seen.join()).isTrue();
    assertThat(closed).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void aMovedValueIsClosedWhenTheBodyFails(ThreadKind kind) {
    var closed = new AtomicInteger();
    AutoCloseable resource = closed::incrementAndGet;
    var handle =
        kind.spawn(
            Owned.of(resource),
            (AutoCloseable moved) -> {
              throw new IOException("half way");
            });
    assertThatThrownBy(handle::join).cause().hasMessage("half way");
    assertThat(closed).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureToCloseIsTheFailureOfTheThread(ThreadKind kind) {
    AutoCloseable resource =
        () -> {
          throw new IOException("stuck");
        };
    var alone = kind.spawn(Owned.of(resource), moved -> 1);
    assertThatThrownBy(alone::join).cause().hasMessage("stuck");
    var second =
        kind.spawn(
            Owned.of(resource),
            (AutoCloseable moved) -> {
              throw new IOException("first");
            });
    assertThatThrownBy(second::join)
        .cause()
        .hasMessage("first")
        .hasSuppressedException(new IOException("stuck"));
  }

  @ParameterizedTest
  @EnumSource
  void anyValueCanBeMoved(ThreadKind kind) {
    assertThat(kind.spawn(Owned.of("abc"), moved -> moved + "d").join()).isEqualTo("abcd");
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsTakenBeforeSpawnReturns(ThreadKind kind) {
    var owned = Owned.of("abc");
    var handle = kind.spawn(owned, moved -> moved + "d");
    if (Checks.ON) {
      assertThatIllegalStateException().isThrownBy(owned::take);
    }
    handle.join();
  }

  @Test
  void tenThousandVirtualThreadsWaitAtOnce() {
    var gate = new CountDownLatch(1);
    var handles = new ArrayList<JoinHandle<Integer>>();
    for (int i = 0; i < 10_000; i++) {
      var number = i;
      handles.add(
          ThreadKind.VIRTUAL.spawn(
              () -> {
                gate.await();
                return number;
              }));
    }
    gate.countDown();
    var sum = handles.stream().mapToLong(JoinHandle::join).sum();
    assertThat(sum).isEqualTo(10_000L * 9_999 / 2);
  }

  @ParameterizedTest
  @EnumSource
  void bareThreadsOfTheKindRunTheirTask(ThreadKind kind) throws InterruptedException {
    var ran = new AtomicInteger();
    var bare = kind.newThread(ran::incrementAndGet);
    var made = kind.builder().name("made").factory().newThread(ran::incrementAndGet);
    assertThat(bare.getState()).isEqualTo(Thread.State.NEW);
    assertThat(made.getName()).isEqualTo("made");
    for (var thread : List.of(bare, made)) {
      assertThat(thread.isVirtual()).isEqualTo(kind == ThreadKind.VIRTUAL);
      assertThat(thread.isDaemon()).isTrue();
      thread.start();
      thread.join();
    }
    assertThat(ran).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void nothingMayBeNull(ThreadKind kind) {
    var kept = Owned.of("kept");
    assertThatNullPointerException().isThrownBy(() -> kind.spawn((Callable<Integer>) null));
    assertThatNullPointerException().isThrownBy(() -> kind.spawn((Spawner.Action) null));
    assertThatNullPointerException()
        .isThrownBy(() -> kind.spawn(kept, (Spawner.Body<String, Integer>) null));
    assertThatNullPointerException().isThrownBy(() -> kind.spawn((Owned<String>) null, value -> 1));
    assertThatNullPointerException().isThrownBy(() -> kind.builder().name(null));
    assertThatNullPointerException().isThrownBy(() -> kind.newThread(null));
    // A call that was wrong in itself has not moved anything.
    assertThat(kept.take()).isEqualTo("kept");
  }

  @Test
  void theProcessEndsWithMainAlthoughThreadsRun()
      throws IOException, InterruptedException, URISyntaxException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = locationOf(ThreadKind.class) + File.pathSeparator + locationOf(Child.class);
    var child =
        new ProcessBuilder(java, "-cp", path, Child.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      // The output ends when the process does.
      assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("main returns")
          .doesNotContain("never");
      assertThat(child.waitFor()).isZero();
    } finally {
      child.destroyForcibly();
    }
  }

  private static String locationOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static <T> Callable<T> throwing(Exception failure) {
    return () -> {
      throw failure;
    };
  }

  /// The main class of a process whose main returns while a thread of each kind waits for ever.
  static final class Child {
    public static void main(String[] args) throws InterruptedException {
      var started = new CountDownLatch(ThreadKind.values().length);
      for (var kind : ThreadKind.values()) {
        var unused =
            kind.spawn(
                () -> {
                  started.countDown();
                  Parker.park();
                  System.out.println("never");
                });
      }
      started.await();
      System.out.println("main returns");
    }
  }
}
