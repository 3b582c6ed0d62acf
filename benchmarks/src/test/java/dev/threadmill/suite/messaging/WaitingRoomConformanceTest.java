package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every way to end a pipe lets all its waiters go, and that the benchmark notices
/// one that does not.
@ExtendWith(UnclosedPipes.class)
class WaitingRoomConformanceTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(4);
  private static final long SHORT = TimeUnit.SECONDS.toNanos(1);

  @ParameterizedTest
  @MethodSource("contenders")
  void theEndLetsAllGoWhoWait(EndingKind contender, ThreadKind kind) throws InterruptedException {
    var room = new WaitingRoom(contender.open(), 50, kind, LONG);
    assertThat(room.fill()).isTrue();
    room.empty();
    assertThat(room.delays()).hasSize(50);
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsForgottenFailsTheShot(ThreadKind kind) throws InterruptedException {
    var gate = new Semaphore(0);
    var room = new WaitingRoom(new Gate(gate, 4), 5, kind, SHORT);
    room.fill();
    assertThatIllegalStateException().isThrownBy(room::empty).withMessageContaining("1 of 5");
    gate.release();
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsToldSomethingElseFailsTheShot(ThreadKind kind) throws InterruptedException {
    var gate = new Semaphore(0);
    var room =
        new WaitingRoom(
            new Ending() {
              @Override
              public void await() {
                gate.acquireUninterruptibly();
                throw new IllegalStateException("received what nobody sent");
              }

              @Override
              public void end(List<Thread> waiters) {
                gate.release(waiters.size());
              }
            },
            3,
            kind,
            LONG);
    room.fill();
    room.empty();
    assertThatIllegalStateException().isThrownBy(room::delays).withMessageContaining("nobody sent");
  }

  @ParameterizedTest
  @EnumSource
  void oneThatDoesNotWaitFailsTheShot(ThreadKind kind) {
    // The first thread finds the gate open.
    var room = new WaitingRoom(new Gate(new Semaphore(1), 5), 5, kind, SHORT);
    assertThatIllegalStateException().isThrownBy(room::fill).withMessageContaining("does not wait");
  }

  static Stream<Arguments> contenders() {
    return Stream.of(EndingKind.values())
        .flatMap(
            contender -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(contender, kind)));
  }

  /// Lets so many through as the end says, whoever waits.
  private record Gate(Semaphore semaphore, int released) implements Ending {
    @Override
    public void await() {
      semaphore.acquireUninterruptibly();
    }

    @Override
    public void end(List<Thread> waiters) {
      semaphore.release(released);
    }
  }
}
