package dev.threadmill.primitives;

import static dev.threadmill.primitives.ChannelShape.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests what every channel promises while both ends live.
class ChannelContractTest {
  private static final String ALL = "dev.threadmill.primitives.ChannelShape#withEveryThreadKind";
  private static final String BOUNDED =
      "dev.threadmill.primitives.ChannelShape#boundedWithEveryThreadKind";

  private record Tagged(int producer, int number) {}

  @ParameterizedTest
  @MethodSource(ALL)
  void nothingIsLostDoubledOrReordered(ChannelShape shape, ThreadKind kind) {
    int producers = 8;
    int each = 2_000;
    Channel<Tagged> channel = shape.open();
    List<JoinHandle<Void>> handles = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      int producer = p;
      Sender<Tagged> sender = channel.sender().copy();
      handles.add(
          kind.spawn(
              () -> {
                try (sender) {
                  for (int i = 0; i < each; i++) {
                    sender.send(new Tagged(producer, i));
                  }
                }
                return null;
              }));
    }
    channel.sender().close();
    JoinHandle<int[]> counts =
        kind.spawn(
            () -> {
              int[] next = new int[producers];
              try (var receiver = channel.receiver()) {
                for (Tagged message : receiver) {
                  assertThat(message.number()).isEqualTo(next[message.producer()]++);
                }
              }
              return next;
            });
    assertThat(counts.join()).containsOnly(each);
    handles.forEach(JoinHandle::join);
  }

  @ParameterizedTest
  @EnumSource
  void tenThousandVirtualSendersAreAllHeard(ChannelShape shape) {
    int senders = 10_000;
    Channel<Integer> channel = shape.open();
    for (int i = 0; i < senders; i++) {
      int number = i;
      Sender<Integer> sender = channel.sender().copy();
      ThreadKind.VIRTUAL.spawn(
          () -> {
            try (sender) {
              sender.send(number);
            }
            return null;
          });
    }
    channel.sender().close();
    long sum = 0;
    int count = 0;
    try (var receiver = channel.receiver()) {
      for (int number : receiver) {
        sum += number;
        count++;
      }
    }
    assertThat(count).isEqualTo(senders);
    assertThat(sum).isEqualTo((long) senders * (senders - 1) / 2);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void whatIsSentFirstIsReceivedFirstAlsoByDifferentSenders(ChannelShape shape, ThreadKind kind)
      throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      Channel<String> channel = shape.open();
      var firstIsSent = new CountDownLatch(1);
      Sender<String> early = channel.sender();
      Sender<String> late = early.copy();
      var first =
          kind.spawn(
              () -> {
                try (early) {
                  early.send("first");
                }
                firstIsSent.countDown();
                return null;
              });
      var second =
          kind.spawn(
              () -> {
                firstIsSent.await();
                try (late) {
                  late.send("second");
                }
                return null;
              });
      try (var receiver = channel.receiver()) {
        assertThat(receiver).containsExactly("first", "second");
      }
      first.join();
      second.join();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.threadmill.primitives.ChannelShape#bounded")
  void trySendIsRefusedBeyondTheCapacity(ChannelShape shape) {
    Channel<Integer> channel = shape.open();
    try (var sender = channel.sender();
        var receiver = channel.receiver()) {
      for (int i = 0; i < shape.capacity; i++) {
        assertThat(sender.trySend(i)).isTrue();
      }
      assertThat(sender.trySend(-1)).isFalse();
      for (int i = 0; i < shape.capacity; i++) {
        assertThat(receiver.tryReceive()).isEqualTo(i);
      }
      assertThat(receiver.tryReceive()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRendezvousTrySendNeedsAWaitingReceiver(ThreadKind kind) {
    Channel<String> channel = Channel.rendezvous();
    try (var sender = channel.sender()) {
      assertThat(sender.trySend("nobody waits")).isFalse();
      JoinHandle<String> received =
          kind.spawn(
              () -> {
                try (var receiver = channel.receiver()) {
                  return receiver.receive();
                }
              });
      awaitParked(received.thread());
      assertThat(sender.trySend("here")).isTrue();
      assertThat(received.join()).isEqualTo("here");
    }
  }

  /// The receiver that made the room may never come back: whoever waits must not depend on it.
  @ParameterizedTest
  @MethodSource(BOUNDED)
  void eachMessageReceivedLetsOneWaitingSenderGo(ChannelShape shape, ThreadKind kind) {
    int waiting = 5;
    Channel<Integer> channel = shape.open();
    Sender<Integer> sender = channel.sender();
    IntStream.range(0, shape.capacity).forEach(sender::send);
    List<JoinHandle<Void>> senders = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      int number = shape.capacity + i;
      senders.add(
          kind.spawn(
              () -> {
                sender.send(number);
                return null;
              }));
      awaitParked(senders.get(i).thread());
    }
    var receiver = channel.receiver();
    for (int i = 0; i < waiting; i++) {
      assertThat(receiver.receive()).isEqualTo(i);
    }
    senders.forEach(JoinHandle::join);
    for (int i = 0; i < shape.capacity; i++) {
      assertThat(receiver.receive()).isEqualTo(waiting + i);
    }
    sender.close();
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource
  void aRendezvousSendReturnsOnlyOnceTheMessageIsTaken(ThreadKind kind) {
    Channel<String> channel = Channel.rendezvous();
    JoinHandle<Void> sending =
        kind.spawn(
            () -> {
              channel.sender().send("taken");
              return null;
            });
    awaitParked(sending.thread());
    assertThat(sending.isFinished()).isFalse();
    assertThat(channel.receiver().receive()).isEqualTo("taken");
    sending.join();
    channel.sender().close();
    channel.receiver().close();
  }

  @Test
  void anUnboundedSendNeverWaits() {
    Channel<Integer> channel = Channel.unbounded();
    int messages = 1_000_000;
    try (var sender = channel.sender();
        var receiver = channel.receiver()) {
      for (int i = 0; i < messages; i++) {
        sender.send(i);
      }
      for (int i = 0; i < messages; i++) {
        assertThat(receiver.tryReceive()).isEqualTo(i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anInterruptDoesNotEndAReceiveAndIsKept(ChannelShape shape, ThreadKind kind) {
    Channel<String> channel = shape.open();
    JoinHandle<Boolean> kept =
        kind.spawn(
            () -> {
              try (var receiver = channel.receiver()) {
                assertThat(receiver.receive()).isEqualTo("message");
              }
              return Thread.currentThread().isInterrupted();
            });
    awaitParked(kept.thread());
    kept.thread().interrupt();
    channel.sender().send("message");
    assertThat(kept.join()).isTrue();
    channel.sender().close();
  }

  @ParameterizedTest
  @MethodSource(BOUNDED)
  void anInterruptDoesNotEndASendAndIsKept(ChannelShape shape, ThreadKind kind) {
    Channel<Integer> channel = shape.open();
    Sender<Integer> sender = channel.sender();
    IntStream.range(0, shape.capacity).forEach(sender::send);
    JoinHandle<Boolean> kept =
        kind.spawn(
            () -> {
              sender.send(shape.capacity);
              return Thread.currentThread().isInterrupted();
            });
    awaitParked(kept.thread());
    kept.thread().interrupt();
    for (int i = 0; i <= shape.capacity; i++) {
      assertThat(channel.receiver().receive()).isEqualTo(i);
    }
    assertThat(kept.join()).isTrue();
    sender.close();
    channel.receiver().close();
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aTimedReceiveTellsNothingYetFromAMessage(ChannelShape shape, ThreadKind kind) {
    Channel<String> channel = shape.open();
    var receiver = channel.receiver();
    assertThat(receiver.receive(Duration.ZERO)).isNull();
    assertThat(receiver.receive(Duration.ofMillis(2))).isNull();
    assertThat(receiver.receive(Duration.ofSeconds(-1))).isNull();
    assertThat(receiver.receive(Duration.ofSeconds(Long.MIN_VALUE))).isNull();
    JoinHandle<Void> sending =
        kind.spawn(
            () -> {
              try (var sender = channel.sender()) {
                sender.send("message");
              }
              return null;
            });
    assertThat(receiver.receive(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("message");
    sending.join();
    assertThatThrownBy(() -> receiver.receive(Duration.ofDays(1))).isInstanceOf(Disconnected.class);
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource
  void nullIsRefused(ChannelShape shape) {
    Channel<String> channel = shape.open();
    try (var sender = channel.sender();
        var receiver = channel.receiver()) {
      assertThatThrownBy(() -> sender.send(null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> sender.trySend(null)).isInstanceOf(NullPointerException.class);
      assertThat(receiver.tryReceive()).isNull();
      assertThatThrownBy(() -> receiver.receive(null)).isInstanceOf(NullPointerException.class);
      if (shape.capacity > 0) {
        sender.send("kept");
        assertThatThrownBy(() -> receiver.receive(null)).isInstanceOf(NullPointerException.class);
        assertThat(receiver.tryReceive()).isEqualTo("kept");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aMessageThatADroppedIteratorWaitedForIsReceivedNext(ChannelShape shape, ThreadKind kind) {
    Channel<Integer> channel = shape.open();
    JoinHandle<Void> sending =
        kind.spawn(
            () -> {
              try (var sender = channel.sender()) {
                for (int i = 0; i < 7; i++) {
                  sender.send(i);
                }
              }
              return null;
            });
    var receiver = channel.receiver();
    assertThat(receiver.iterator().hasNext()).isTrue();
    var second = receiver.iterator();
    assertThat(second.hasNext()).isTrue();
    assertThat(second.hasNext()).isTrue();
    assertThat(second.next()).isEqualTo(0);
    assertThat(receiver.iterator().hasNext()).isTrue();
    assertThat(receiver.receive()).isEqualTo(1);
    assertThat(receiver.iterator().hasNext()).isTrue();
    assertThat(receiver.tryReceive()).isEqualTo(2);
    assertThat(receiver.iterator().hasNext()).isTrue();
    assertThat(receiver.receive(Duration.ZERO)).isEqualTo(3);
    assertThat(receiver.iterator().hasNext()).isTrue();
    try (var moved = receiver.move()) {
      assertThat(moved).containsExactly(4, 5, 6);
    }
    sending.join();
  }

  @Test
  void aBoundedChannelNeedsRoom() {
    var refused = catchThrowableOfType(IllegalArgumentException.class, () -> Channel.bounded(0));
    assertThat(refused).hasMessageContaining("not 0");
  }

  /// Many more waiting threads than carriers: if one of them held its carrier, none would go on.
  @ParameterizedTest
  @EnumSource
  void waitingVirtualThreadsLeaveTheirCarriersToOthers(ChannelShape shape) {
    int links = 500;
    Channel<Integer> first = shape.open();
    List<JoinHandle<Void>> handles = new ArrayList<>();
    Channel<Integer> in = first;
    for (int i = 0; i < links; i++) {
      Channel<Integer> from = in;
      Channel<Integer> to = shape.open();
      handles.add(
          ThreadKind.VIRTUAL.spawn(
              () -> {
                try (var receiver = from.receiver();
                    var sender = to.sender()) {
                  for (int number : receiver) {
                    sender.send(number + 1);
                  }
                }
                return null;
              }));
      in = to;
    }
    var last = in.receiver();
    JoinHandle<Void> feeding =
        ThreadKind.VIRTUAL.spawn(
            () -> {
              try (var sender = first.sender()) {
                for (int i = 0; i < 10; i++) {
                  sender.send(i);
                }
              }
              return null;
            });
    for (int i = 0; i < 10; i++) {
      assertThat(last.receive()).isEqualTo(links + i);
    }
    assertThatThrownBy(last::receive).isInstanceOf(Disconnected.class);
    last.close();
    feeding.join();
    handles.forEach(JoinHandle::join);
  }
}
