package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Any sequence of calls by one thread does to a channel what it does to a plain queue.
class ChannelModelTest {
  private static final int CLOSE_RECEIVER = 199;

  @Property
  void aChannelBehavesAsAQueueWithTwoEnds(
      @ForAll ChannelShape shape,
      @ForAll @Size(max = 300) List<@IntRange(max = CLOSE_RECEIVER) Integer> calls) {
    Channel<Integer> channel = shape.open();
    var receiver = channel.receiver();
    Deque<Sender<Integer>> senders = new ArrayDeque<>(List.of(channel.sender()));
    Deque<Integer> model = new ArrayDeque<>();
    boolean open = true;
    for (int i = 0; i < calls.size() && !senders.isEmpty(); i++) {
      if (calls.get(i) == CLOSE_RECEIVER) {
        if (open) {
          receiver.close();
        }
        open = false;
        model.clear();
        continue;
      }
      switch (calls.get(i) % 20) {
        case 0 -> senders.addLast(senders.getFirst().copy());
        case 1 -> senders.removeLast().close();
        case 2 -> senders.addLast(senders.removeFirst().move());
        case 3, 4, 5, 6, 7, 8, 9, 10, 11 -> {
          if (open) {
            assertThat(receiver.tryReceive()).isEqualTo(model.pollFirst());
          }
        }
        default -> trySend(senders.getFirst(), i, open, model, shape.capacity);
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

  private static void trySend(
      Sender<Integer> sender, int message, boolean open, Deque<Integer> model, int capacity) {
    if (!open) {
      assertThatThrownBy(() -> sender.trySend(message)).isInstanceOf(Disconnected.class);
    } else if (sender.trySend(message)) {
      model.addLast(message);
      assertThat(model.size()).isLessThanOrEqualTo(capacity);
    } else {
      assertThat(model).hasSize(capacity);
    }
  }
}
