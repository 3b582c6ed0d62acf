package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what a second close does: nothing in fast mode, and in checked mode it throws.
@Timeout(30)
class SecondCloseContractTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource
  void theSecondCloseOfTheLastSenderStillDisconnects(ChannelShape shape) {
    Channel<String> channel = shape.open();
    channel.sender().close();
    closeAgain(channel.sender()::close);
    var receiver = channel.receiver();
    assertThatThrownBy(() -> receiver.receive(PATIENCE)).isInstanceOf(Disconnected.class);
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource
  void theSecondCloseOfOneSenderLeavesTheOthersOpen(ChannelShape shape) {
    Channel<String> channel = shape.open();
    var copy = channel.sender().copy();
    copy.close();
    closeAgain(copy::close);
    closeAgain(copy::close);
    var receiver = channel.receiver();
    assertThat(receiver.tryReceive()).isNull();
    channel.sender().close();
    assertThatThrownBy(() -> receiver.receive(PATIENCE)).isInstanceOf(Disconnected.class);
    receiver.close();
  }

  @Test
  void threadsThatShareASenderMayAllCloseIt() {
    for (int round = 0; round < 500; round++) {
      Channel<String> channel = Channel.unbounded();
      var shared = channel.sender().copy();
      var start = new CountDownLatch(1);
      List<JoinHandle<Void>> closing = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        closing.add(
            ThreadKind.PLATFORM.spawn(
                () -> {
                  start.await();
                  try {
                    shared.close();
                  } catch (IllegalStateException second) {
                    assertThat(Checks.ON).isTrue();
                  }
                  return null;
                }));
      }
      start.countDown();
      closing.forEach(JoinHandle::join);
      assertThat(channel.receiver().tryReceive()).isNull();
      channel.sender().close();
      assertThatThrownBy(channel.receiver()::tryReceive).isInstanceOf(Disconnected.class);
      channel.receiver().close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCloseOfAMovedSenderLeavesItsSuccessorOpen(ChannelShape shape) {
    Channel<String> channel = shape.open();
    try (var moved = channel.sender().move()) {
      closeAgain(channel.sender()::close);
      assertThat(channel.receiver().tryReceive()).isNull();
    }
    assertThatThrownBy(() -> channel.receiver().receive(PATIENCE)).isInstanceOf(Disconnected.class);
    channel.receiver().close();
  }

  @ParameterizedTest
  @EnumSource
  void theSecondCloseOfAReceiverDoesNothing(ChannelShape shape) {
    Channel<String> channel = shape.open();
    var receiver = channel.receiver();
    receiver.close();
    closeAgain(receiver::close);
    try (var sender = channel.sender()) {
      assertThatThrownBy(() -> sender.trySend("late")).isInstanceOf(Disconnected.class);
    }
  }

  @ParameterizedTest
  @EnumSource(value = ChannelShape.class, names = "RENDEZVOUS", mode = EnumSource.Mode.EXCLUDE)
  void theCloseOfAMovedReceiverLeavesItsSuccessorOpen(ChannelShape shape) {
    Channel<String> channel = shape.open();
    try (var moved = channel.receiver().move()) {
      closeAgain(channel.receiver()::close);
      channel.sender().send("message");
      assertThat(moved.receive(PATIENCE)).isEqualTo("message");
    }
    channel.sender().close();
  }

  @ParameterizedTest
  @EnumSource
  void anEndThatIsClosedOrMovedRefusesEveryUse(ChannelShape shape) {
    Channel<String> channel = shape.open();
    var sender = channel.sender().move();
    var receiver = channel.receiver().move();
    refused(() -> channel.sender().send("late"));
    refused(() -> channel.sender().trySend("late"));
    refused(channel.receiver()::receive);
    sender.close();
    receiver.close();
    refused(() -> sender.send("late"));
    refused(() -> sender.trySend("late"));
    refused(sender::copy);
    refused(sender::move);
    refused(receiver::receive);
    refused(receiver::tryReceive);
    refused(() -> receiver.receive(Duration.ZERO));
    refused(receiver::move);
    refused(receiver.iterator()::hasNext);
  }

  @Test
  void theSecondCloseOfAGuardLeavesAFreeMutexFree() {
    var mutex = Mutex.of(1);
    var guard = mutex.lock();
    guard.close();
    closeAgain(guard::close);
    assertThat(mutex).hasToString("Mutex[free]");
    mutex.lock().close();
    assertThat(mutex.intoInner()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void theSecondCloseOfAGuardLeavesTheLockToItsNextHolder(ThreadKind kind) {
    var mutex = Mutex.of(1);
    var stale = mutex.lock();
    stale.close();
    var isHeld = new CountDownLatch(1);
    var letGo = new CountDownLatch(1);
    var holder =
        kind.spawn(
            () -> {
              try (var guard = mutex.lock()) {
                isHeld.countDown();
                letGo.await();
              }
            });
    Uninterrupted.await(isHeld::await);
    closeAgain(stale::close);
    assertThat(mutex.tryLock()).as("a second owner").isNull();
    letGo.countDown();
    holder.join();
    mutex.lock().close();
  }

  @Test
  void theSecondCloseOfAGuardLeavesTheSameThreadItsNextLock() {
    var mutex = Mutex.of(1);
    var stale = mutex.lock();
    stale.close();
    try (var guard = mutex.lock()) {
      closeAgain(stale::close);
      assertThat(mutex.tryLock()).as("a second owner").isNull();
    }
    assertThat(mutex).hasToString("Mutex[free]");
  }

  @Test
  void aClosedGuardReachesNothing() {
    var mutex = Mutex.of(1);
    var stale = mutex.lock();
    stale.close();
    refused(stale::get);
    refused(() -> stale.set(2));
    refused(stale::poison);
    assertThat(mutex.intoInner()).isEqualTo(1);
  }

  @Test
  void theSecondCloseOfTheLastArcDropsNothingTwice() {
    var drops = new AtomicInteger();
    var arc = Arc.of("value", value -> drops.incrementAndGet());
    var weak = arc.downgrade();
    arc.close();
    closeAgain(arc::close);
    assertThat(drops).hasValue(1);
    assertThat(weak.upgrade()).isNull();
    assertThat(weak.strongCount()).isZero();
    refused(arc::copy);
    assertThat(drops).hasValue(1);
    weak.close();
  }

  @Test
  void theSecondCloseOfTheLastRcDropsNothingTwice() {
    var drops = new AtomicInteger();
    var rc = Rc.of("value", value -> drops.incrementAndGet());
    var weak = rc.downgrade();
    rc.close();
    closeAgain(rc::close);
    assertThat(drops).hasValue(1);
    assertThat(weak.upgrade()).isNull();
    assertThat(weak.strongCount()).isZero();
    refused(rc::copy);
    assertThat(drops).hasValue(1);
    weak.close();
  }

  @Test
  void aWeakThatIsClosedTooOftenMakesNobodyWait() {
    var arc = Arc.of("value");
    var weak = arc.downgrade();
    weak.close();
    closeAgain(weak::close);
    closeAgain(weak::close);
    try {
      arc.downgrade().close();
    } catch (IllegalStateException unusable) {
      assertThat(Checks.ON).isFalse();
    }
    assertThat(arc.get()).isEqualTo("value");
    arc.close();
  }

  private static void closeAgain(ThrowingCallable close) {
    if (Checks.ON) {
      refused(close);
    } else {
      assertThatCode(close).doesNotThrowAnyException();
    }
  }

  private static void refused(ThrowingCallable use) {
    assertThatIllegalStateException().isThrownBy(use);
  }
}
