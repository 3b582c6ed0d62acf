package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what Rust's `std::thread` promises of `spawn` and of what is moved there, for both
/// kinds.
class ThreadKindContractTest {
  @RegisterExtension final QuietFailures failures = new QuietFailures();

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
  void theProcessEndsWithMainAlthoughThreadsRun() throws IOException, InterruptedException {
    var child = ChildJvm.run(Child.class, List.of());
    assertThat(child.output()).contains("main returns").doesNotContain("never");
    assertThat(child.exitCode()).isZero();
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
