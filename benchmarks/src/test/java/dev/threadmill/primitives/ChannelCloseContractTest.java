package dev.threadmill.primitives;

import static dev.threadmill.primitives.ChannelShape.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests what every channel promises when an end goes: data first, Disconnected only after.
class ChannelCloseContractTest {
  private static final String ALL = "dev.threadmill.primitives.ChannelShape#withEveryThreadKind";
  private static final String BOUNDED =
      "dev.threadmill.primitives.ChannelShape#boundedWithEveryThreadKind";

  @ParameterizedTest
  @EnumSource
  void theLastCloseDisconnectsAndNotTheFirst(ChannelShape shape) {
    Channel<String> channel = shape.open();
    var receiver = channel.receiver();
    var copy = channel.sender().copy();
    channel.sender().close();
    assertThat(receiver.tryReceive()).isNull();
    copy.close();
    assertThatThrownBy(receiver::tryReceive).isInstanceOf(Disconnected.class);
    assertThatThrownBy(receiver::receive).isInstanceOf(Disconnected.class);
    assertThatThrownBy(receiver::receive).isInstanceOf(Disconnected.class);
    assertThat(receiver.iterator().hasNext()).isFalse();
    receiver.close();
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aSenderThatSendsAndGoesIsHeardFirst(ChannelShape shape, ThreadKind kind) {
    for (int round = 0; round < 1_000; round++) {
      Channel<Integer> channel = shape.open();
      int number = round;
      JoinHandle<Void> sending =
          kind.spawn(
              () -> {
                try (var sender = channel.sender()) {
                  sender.send(number);
                }
                return null;
              });
      try (var receiver = channel.receiver()) {
        Integer message = null;
        while (message == null) {
          message = receiver.tryReceive();
        }
        assertThat(message).isEqualTo(round);
        assertThatThrownBy(receiver::receive).isInstanceOf(Disconnected.class);
      }
      sending.join();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aWaitingReceiverIsWokenByTheLastClose(ChannelShape shape, ThreadKind kind) {
    Channel<String> channel = shape.open();
    JoinHandle<Disconnected> end =
        kind.spawn(
            () -> {
              try (var receiver = channel.receiver()) {
                return catchThrowableOfType(Disconnected.class, receiver::receive);
              }
            });
    awaitParked(end.thread());
    channel.sender().close();
    assertThat(end.join().value()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aSendToNobodyGivesItsMessageBack(ChannelShape shape) {
    Channel<String> channel = shape.open();
    channel.receiver().close();
    try (var sender = channel.sender()) {
      var failed = catchThrowableOfType(Disconnected.class, () -> sender.send("undelivered"));
      assertThat(failed.value()).isEqualTo("undelivered");
      assertThat(failed.value(String.class)).isEqualTo("undelivered");
      assertThatThrownBy(() -> failed.value(Integer.class)).isInstanceOf(ClassCastException.class);
      var tried = catchThrowableOfType(Disconnected.class, () -> sender.trySend("neither"));
      assertThat(tried.value()).isEqualTo("neither");
    }
  }

  @ParameterizedTest
  @MethodSource(BOUNDED)
  void waitingSendersGetTheirMessagesBack(ChannelShape shape, ThreadKind kind) {
    Channel<Integer> channel = shape.open();
    Sender<Integer> sender = channel.sender();
    IntStream.range(0, shape.capacity).forEach(sender::send);
    List<JoinHandle<Object>> returned = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = 1_000 + i;
      returned.add(
          kind.spawn(
              () -> catchThrowableOfType(Disconnected.class, () -> sender.send(number)).value()));
      awaitParked(returned.get(i).thread());
    }
    channel.receiver().close();
    for (int i = 0; i < 20; i++) {
      assertThat(returned.get(i).join()).isEqualTo(1_000 + i);
    }
    sender.close();
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aCloseAmidSendsEndsThemAll(ChannelShape shape, ThreadKind kind) {
    for (int round = 0; round < 50; round++) {
      Channel<Integer> channel = shape.open();
      var delivered = new AtomicInteger();
      List<JoinHandle<Void>> handles = new ArrayList<>();
      for (int p = 0; p < 4; p++) {
        Sender<Integer> sender = channel.sender().copy();
        handles.add(
            kind.spawn(
                () -> {
                  int i = 0;
                  try (sender) {
                    for (; i < 100_000; i++) {
                      sender.send(i);
                    }
                  } catch (Disconnected end) {
                    assertThat(end.value()).isEqualTo(i);
                  }
                  delivered.addAndGet(i);
                  return null;
                }));
      }
      int received = 0;
      for (; received < 50; received++) {
        channel.receiver().receive();
      }
      channel.receiver().close();
      handles.forEach(JoinHandle::join);
      assertThat(delivered.get()).isGreaterThanOrEqualTo(received);
      channel.sender().close();
    }
  }

  @ParameterizedTest
  @EnumSource(value = ChannelShape.class, names = "RENDEZVOUS", mode = EnumSource.Mode.EXCLUDE)
  void aClosedReceiverLetsGoOfWhatWasQueued(ChannelShape shape) {
    Channel<Object> channel = shape.open();
    WeakReference<Object> queued = sendOne(channel.sender());
    channel.receiver().close();
    while (queued.get() != null) {
      System.gc();
      Thread.onSpinWait();
    }
    // Only here, so that the channel itself is alive until now.
    channel.sender().close();
    assertThat(queued.get()).isNull();
  }

  @ParameterizedTest
  @EnumSource(value = ChannelShape.class, names = "RENDEZVOUS", mode = EnumSource.Mode.EXCLUDE)
  void aDropperClosesTheHandlesInMessagesThatNobodyReceives(ChannelShape shape) {
    int messages = Math.min(shape.capacity, 100);
    var value = Arc.of("shared");
    Channel<Arc<String>> channel = shape.open();
    for (int i = 0; i < messages; i++) {
      channel.sender().send(value.copy());
    }
    assertThat(channel.receiver().iterator().hasNext()).isTrue(); // one is taken already
    assertThat(value.strongCount()).isEqualTo(messages + 1);
    channel.receiver().close(Arc::close);
    assertThat(value.strongCount()).isEqualTo(1);
    value.close();
    channel.sender().close();
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void everyMessageIsReceivedOrDroppedOrGivenBack(ChannelShape shape, ThreadKind kind) {
    for (int round = 0; round < 50; round++) {
      Channel<Integer> channel = shape.open();
      var sent = new AtomicInteger();
      List<JoinHandle<Void>> handles = new ArrayList<>();
      for (int p = 0; p < 4; p++) {
        Sender<Integer> sender = channel.sender().copy();
        handles.add(
            kind.spawn(
                () -> {
                  try (sender) {
                    for (int i = 0; i < 100_000; i++) {
                      sender.send(i);
                      sent.incrementAndGet();
                    }
                  } catch (Disconnected end) {
                    assertThat(end.value(Integer.class)).isNotNull();
                  }
                  return null;
                }));
      }
      int received = 0;
      for (; received < 50; received++) {
        channel.receiver().receive();
      }
      var dropped = new AtomicInteger();
      channel.receiver().close(message -> dropped.incrementAndGet());
      handles.forEach(JoinHandle::join);
      assertThat(received + dropped.get()).isEqualTo(sent.get());
      channel.sender().close();
    }
  }

  @ParameterizedTest
  @EnumSource(value = ChannelShape.class, names = "RENDEZVOUS", mode = EnumSource.Mode.EXCLUDE)
  void aDropperThatThrowsKeepsNoMessage(ChannelShape shape) {
    int messages = Math.min(shape.capacity, 100);
    Channel<Integer> channel = shape.open();
    IntStream.range(0, messages).forEach(channel.sender()::send);
    List<Integer> dropped = new ArrayList<>();
    assertThatThrownBy(
            () ->
                channel
                    .receiver()
                    .close(
                        message -> {
                          dropped.add(message);
                          throw new IllegalArgumentException("planted");
                        }))
        .hasMessage("planted");
    assertThat(dropped).hasSize(messages);
    channel.sender().close();
  }

  private static WeakReference<Object> sendOne(Sender<Object> sender) {
    Object message = new Object();
    sender.send(message);
    return new WeakReference<>(message);
  }
}
