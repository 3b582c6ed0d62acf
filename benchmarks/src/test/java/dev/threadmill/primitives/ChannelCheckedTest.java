package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Tests that checked mode refuses at run time what rustc refuses to compile.
@EnabledIfSystemProperty(named = "threadmill.checked", matches = "true")
class ChannelCheckedTest {

  @Test
  void aClosedSenderIsOfNoMoreUse() {
    Channel<String> channel = Channel.unbounded();
    Sender<String> sender = channel.sender();
    sender.close();
    assertRefused(() -> sender.send("late"));
    assertRefused(() -> sender.trySend("late"));
    assertRefused(sender::copy);
    assertRefused(sender::move);
    assertRefused(sender::close);
    assertThatThrownBy(() -> channel.receiver().receive()).isInstanceOf(Disconnected.class);
    channel.receiver().close();
  }

  @Test
  void aMovedSenderIsOfNoMoreUseButItsSuccessorIs() {
    Channel<String> channel = Channel.unbounded();
    try (Sender<String> moved = channel.sender().move()) {
      assertRefused(() -> channel.sender().send("late"));
      assertRefused(channel.sender()::close);
      moved.send("message");
      assertThat(channel.receiver().receive()).isEqualTo("message");
    }
    channel.receiver().close();
  }

  @Test
  void aReceiverBelongsToTheThreadThatReceivedFirst() {
    Channel<String> channel = Channel.unbounded();
    Receiver<String> receiver = channel.receiver();
    assertThat(receiver.tryReceive()).isNull();
    ThreadKind.PLATFORM
        .spawn(
            () -> {
              assertRefused(receiver::receive);
              return null;
            })
        .join();
    channel.sender().send("for the new owner");
    Receiver<String> moved = receiver.move();
    assertRefused(receiver::receive);
    String received =
        ThreadKind.PLATFORM
            .spawn(
                () -> {
                  try (moved) {
                    return moved.receive();
                  }
                })
            .join();
    assertThat(received).isEqualTo("for the new owner");
    assertRefused(moved::close);
    channel.sender().close();
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("This ");
  }
}
