package dev.threadmill.suite.messaging;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Disruptor ring buffer of references, read by one consumer.
///
/// Like the Disruptor's own processor, the consumer takes everything available before it
/// releases the slots.
final class DisruptorPipe implements Pipe.Trying {
  private static final class Seat {
    private @Nullable Message message;
  }

  private final RingBuffer<Seat> ring;
  private final SequenceBarrier published;
  private final Sequence consumed = new Sequence();

  // Used by the consumer only.
  private long next;
  private long available = -1;

  DisruptorPipe(PipeShape shape) {
    var producers = shape.producers() == 1 ? ProducerType.SINGLE : ProducerType.MULTI;
    ring =
        RingBuffer.create(
            producers,
            Seat::new,
            shape.capacity(),
            new SleepingWaitStrategy(SpinningWait.LOOKS, SpinningWait.REST_NANOS));
    ring.addGatingSequences(consumed);
    published = ring.newBarrier();
  }

  @Override
  public Inlet inlet() {
    return message -> {
      for (int looks = 0; !trySend(message); ) {
        looks = SpinningWait.pause(looks);
      }
    };
  }

  @Override
  public Outlet outlet() {
    return () -> {
      if (next <= available) {
        return take();
      }
      // A slot that is claimed but not yet written ends the strategy's wait too early.
      for (int looks = 0; (available = published(next)) < next; ) {
        looks = SpinningWait.pause(looks);
      }
      return take();
    };
  }

  @Override
  public boolean trySend(Message message) {
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException full) { // a constant: nothing is allocated
      return false;
    }
    ring.get(sequence).message = message;
    ring.publish(sequence);
    return true;
  }

  @Override
  public @Nullable Message tryReceive() throws InterruptedException {
    if (next > available) {
      if (!ring.isAvailable(next)) {
        return null;
      }
      available = published(next);
    }
    return take();
  }

  private long published(long sequence) throws InterruptedException {
    try {
      return published.waitFor(sequence);
    } catch (AlertException | TimeoutException e) {
      throw new AssertionError("nobody alerts, and this wait has no end", e);
    }
  }

  private Message take() {
    Seat slot = ring.get(next);
    Message message = Objects.requireNonNull(slot.message);
    slot.message = null;
    if (next == available) {
      consumed.set(next); // the release that lets producers write these slots again
    }
    next++;
    return message;
  }
}
