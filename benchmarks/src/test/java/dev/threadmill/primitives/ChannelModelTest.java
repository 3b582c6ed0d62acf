package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Any sequence of calls by one thread does to a channel what it does to a plain queue.
@Timeout(60)
class ChannelModelTest {
  private static final int SEQUENCES = 500;
  private static final int CALLS = 400;

  @ParameterizedTest
  @EnumSource
  void aChannelBehavesAsAQueueWithTwoEnds(ChannelShape shape) {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      try {
        compare(shape, new Random(seed));
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + " of " + shape, e);
      }
    }
  }

  private static void compare(ChannelShape shape, Random random) {
    Channel<Integer> channel = shape.open();
    var receiver = channel.receiver();
    Deque<Sender<Integer>> senders = new ArrayDeque<>();
    senders.add(channel.sender());
    Deque<Integer> model = new ArrayDeque<>();
    boolean open = true;
    for (int i = 0; i < CALLS && !senders.isEmpty(); i++) {
      Sender<Integer> sender = senders.getFirst();
      int message = i;
      switch (random.nextInt(20)) {
        case 0 -> senders.addLast(sender.copy());
        case 1 -> senders.removeLast().close();
        case 2 -> senders.addLast(senders.removeFirst().move());
        case 3 -> {
          if (open && random.nextInt(10) == 0) {
            receiver.close();
            open = false;
            model.clear();
          }
        }
        case 4, 5, 6, 7, 8, 9, 10, 11 -> {
          if (open) {
            assertThat(receiver.tryReceive()).isEqualTo(model.pollFirst());
          }
        }
        default -> {
          if (!open) {
            assertThatThrownBy(() -> sender.trySend(message)).isInstanceOf(Disconnected.class);
          } else if (sender.trySend(message)) {
            model.addLast(message);
            assertThat(model.size()).isLessThanOrEqualTo(shape.capacity);
          } else {
            assertThat(model).hasSize(shape.capacity);
          }
        }
      }
    }
    senders.forEach(Sender::close);
    if (open) {
      while (!model.isEmpty()) {
        assertThat(receiver.receive()).isEqualTo(model.pollFirst());
      }
      assertThatThrownBy(receiver::receive).isInstanceOf(Disconnected.class);
      receiver.close();
    }
  }
}
