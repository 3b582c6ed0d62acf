package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what Rust's `thread::scope` promises, for both kinds.
class ScopeContractTest {
  @RegisterExtension final QuietFailures failures = new QuietFailures();

  @ParameterizedTest
  @EnumSource
  void theEndOfTheScopeWaitsForThreadsThatNobodyJoined(ThreadKind kind) {
    for (int round = 0; round < 200; round++) {
      // Plain cells: the end of the scope must make their contents visible.
      var cells = new int[4];
      kind.scope(
          scope -> {
            for (int i = 0; i < cells.length; i++) {
              var own = i;
              scope.spawn(() -> cells[own] = own + 1);
            }
          });
      assertThat(cells).containsExactly(1, 2, 3, 4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEndOfTheScopeWaitsForAThreadThatIsHeldUp(ThreadKind kind) {
    var gate = new CountDownLatch(1);
    var entered = new CountDownLatch(1);
    var outer =
        ThreadKind.PLATFORM.spawn(
            () ->
                kind.scope(
                    scope -> {
                      scope.spawn(() -> gate.await());
                      entered.countDown();
                    }));
    awaitWaiting(entered, outer.thread());
    assertThat(outer.isFinished()).isFalse();
    gate.countDown();
    outer.join();
  }

  @ParameterizedTest
  @EnumSource
  void theScopeGivesTheValueOfItsBody(ThreadKind kind) {
    int sum =
        kind.scope(
            scope -> {
              var left = scope.spawn(() -> 40);
              var right = scope.spawn(() -> 2);
              return left.join() + right.join();
            });
    assertThat(sum).isEqualTo(42);
  }

  @ParameterizedTest
  @EnumSource
  void anUnjoinedThreadThatFailedFailsTheScope(ThreadKind kind) {
    var thrown = new IOException("nobody asked");
    assertThatThrownBy(
            () ->
                kind.scope(
                    scope -> {
                      scope.spawn(failing(thrown));
                    }))
        .isInstanceOf(ThreadFailed.class)
        .cause()
        .isSameAs(thrown);
  }

  @ParameterizedTest
  @EnumSource
  void everyUnjoinedFailureIsKept(ThreadKind kind) {
    assertThatThrownBy(
            () ->
                kind.scope(
                    scope -> {
                      for (int i = 0; i < 3; i++) {
                        scope.spawn(failing(new IOException("one of three")));
                      }
                    }))
        .isInstanceOfSatisfying(
            ThreadFailed.class, failed -> assertThat(failed.getSuppressed()).hasSize(2))
        .cause()
        .hasMessage("one of three");
  }

  @ParameterizedTest
  @EnumSource
  void aJoinedFailureIsTheBodysToHandle(ThreadKind kind) {
    int recovered =
        kind.scope(
            scope -> {
              var handle = scope.spawn(failing(new IOException("asked for")));
              try {
                handle.join();
                return 0;
              } catch (ThreadFailed failed) {
                return 1;
              }
            });
    assertThat(recovered).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatFailsStillWaitsAndItsFailureWins(ThreadKind kind) {
    var gate = new CountDownLatch(1);
    var finished = new AtomicInteger();
    var thrown = new IOException("body");
    var inThread = new IOException("thread");
    assertThatThrownBy(
            () ->
                kind.scope(
                    (Scope scope) -> {
                      scope.spawn(
                          () -> {
                            gate.await();
                            finished.incrementAndGet();
                            throw inThread;
                          });
                      gate.countDown();
                      throw thrown;
                    }))
        .isSameAs(thrown)
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOf(ThreadFailed.class)
                    .extracting(Throwable::getCause)
                    .isSameAs(inThread));
    assertThat(finished).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatFindsAllSendersGoneBringsTheReason(ThreadKind kind) {
    var inThread = new IOException("no more to send");
    var channel = Channel.<String>unbounded();
    var sender = Owned.of(channel.sender());
    assertThatThrownBy(
            () ->
                kind.scope(
                    (Scope scope) -> {
                      scope.spawn(
                          sender,
                          (Sender<String> moved) -> {
                            throw inThread;
                          });
                      try (var receiver = channel.receiver()) {
                        return receiver.receive();
                      }
                    }))
        .isInstanceOf(Disconnected.class)
        .satisfies(
            gone ->
                assertThat(gone.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getCause)
                    .isSameAs(inThread));
  }

  @ParameterizedTest
  @EnumSource
  void aThreadOfTheScopeMaySpawnMoreAfterTheBodyHasEnded(ThreadKind kind) {
    var bodyEnds = new CountDownLatch(1);
    var nested = new AtomicInteger();
    kind.scope(
        scope -> {
          scope.spawn(
              () -> {
                bodyEnds.await();
                scope.spawn(nested::incrementAndGet);
                scope.spawn(() -> scope.spawn(nested::incrementAndGet).join());
              });
          bodyEnds.countDown();
        });
    assertThat(nested).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void aScopeThatHasEndedStartsNoThreadAndClosesWhatWasMoved(ThreadKind kind) {
    var escaped = new AtomicReference<Scope>();
    kind.scope(
        scope -> {
          escaped.set(scope);
        });
    var closed = new AtomicInteger();
    AutoCloseable resource = closed::incrementAndGet;
    assertThatIllegalStateException()
        .isThrownBy(() -> escaped.get().spawn(Owned.of(resource), moved -> 1))
        .withMessageContaining("ended");
    assertThat(closed).hasValue(1);
  }

  @Test
  void aRefusedThreadDoesNotHoldTheScopeUp() {
    assertThatThrownBy(
            () ->
                ThreadKind.PLATFORM.scope(
                    scope -> {
                      scope.builder().stackSize(1L << 60).spawn(() -> 1);
                    }))
        .isInstanceOf(ThreadNotStarted.class);
  }

  @ParameterizedTest
  @EnumSource
  void theBuilderOfAScopeNamesItsThreads(ThreadKind kind) {
    var name =
        kind.<String, RuntimeException>scope(
            scope ->
                scope
                    .builder()
                    .name("scoped")
                    .spawn(() -> Thread.currentThread().getName())
                    .join());
    assertThat(name).isEqualTo("scoped");
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptDoesNotEndTheWaitAndIsKept(ThreadKind kind) {
    var gate = new CountDownLatch(1);
    var entered = new CountDownLatch(1);
    var outer =
        kind.spawn(
            () -> {
              Thread.currentThread().interrupt();
              var done = new AtomicInteger();
              kind.scope(
                  scope -> {
                    scope.spawn(
                        () -> {
                          gate.await();
                          done.set(1);
                        });
                    entered.countDown();
                  });
              return List.of(done.get(), Thread.currentThread().isInterrupted());
            });
    awaitWaiting(entered, outer.thread());
    gate.countDown();
    assertThat(outer.join()).isEqualTo(List.of(1, true));
  }

  @Test
  void aScopeHoldsTenThousandVirtualThreads() {
    var ran = new AtomicInteger();
    ThreadKind.VIRTUAL.scope(
        scope -> {
          for (int i = 0; i < 10_000; i++) {
            scope.spawn(ran::incrementAndGet);
          }
        });
    assertThat(ran).hasValue(10_000);
  }

  @ParameterizedTest
  @EnumSource
  void scopesNest(ThreadKind kind) {
    var order = new StringBuilder();
    kind.scope(
        outer -> {
          outer
              .spawn(
                  () -> {
                    kind.scope(
                        inner -> {
                          inner.spawn(() -> order.append("inner "));
                        });
                    order.append("outer");
                  })
              .join();
        });
    assertThat(order).hasToString("inner outer");
  }

  /// It is enough that this compiles: each lambda could be one with a value and one without.
  @ParameterizedTest
  @EnumSource
  void aLambdaThatOnlyCallsOrThrowsIsOneWithAValue(ThreadKind kind) {
    int joined = kind.scope(scope -> scope.spawn(() -> 1).join());
    assertThat(joined).isEqualTo(1);
    String moved = kind.spawn(Owned.of("moved"), value -> value.trim()).join();
    assertThat(moved).isEqualTo("moved");
    var thrown = new IllegalArgumentException("planted");
    assertThatThrownBy(
            () ->
                kind.scope(
                    scope -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    var failed =
        kind.spawn(
            Owned.of("moved"),
            value -> {
              throw thrown;
            });
    assertThatThrownBy(failed::join).cause().isSameAs(thrown);
  }

  @ParameterizedTest
  @EnumSource
  void nothingMayBeNull(ThreadKind kind) {
    assertThatNullPointerException()
        .isThrownBy(() -> kind.scope((Scope.Scoped<Integer, RuntimeException>) null));
    assertThatNullPointerException()
        .isThrownBy(() -> kind.scope((Scope.VoidScoped<RuntimeException>) null));
  }

  private static Spawner.Action failing(Exception failure) {
    return () -> {
      throw failure;
    };
  }

  /// Returns once the thread, being past the latch, waits for something else.
  private static void awaitWaiting(CountDownLatch passed, Thread thread) {
    Uninterrupted.await(passed::await);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
