package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.primitives.planted.BrokenChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Interleaves the steps of a channel's ends one by one, and looks whether each outcome is one that
/// some order of the calls could have given.
///
/// The channels are driven without their handles, whose checks and leak watch have tests of their
/// own: here every step counts.
@EnabledForJreRange(maxVersion = 26, disabledReason = "Lincheck cannot read class files of JDK 27")
class ChannelLincheckTest {

  // Calls that do not wait ------------------------------------------------------------------

  /// What a channel with room for `capacity` messages does when nothing happens at once.
  public abstract static class Model {
    private final int capacity;
    private final Queue<Integer> queue = new ArrayDeque<>();
    private boolean receiverClosed;

    Model(int capacity) {
      this.capacity = capacity;
    }

    public boolean trySend(int message) {
      if (receiverClosed) {
        throw Disconnected.returning(message);
      }
      return queue.size() < capacity && queue.add(message);
    }

    public @Nullable Integer tryReceive() {
      return queue.poll();
    }

    public void closeReceiver() {
      receiverClosed = true;
      queue.clear();
    }
  }

  public static final class Unlimited extends Model {
    public Unlimited() {
      super(Integer.MAX_VALUE);
    }
  }

  public static final class One extends Model {
    public One() {
      super(1);
    }
  }

  public static final class Two extends Model {
    public Two() {
      super(2);
    }
  }

  public static final class None extends Model {
    public None() {
      super(0);
    }
  }

  /// The calls of any number of senders, and of the one receiver.
  public abstract static class Ends {
    private final RawChannel<Integer> channel;
    private boolean receiverClosed;

    Ends(RawChannel<Integer> channel) {
      this.channel = channel;
    }

    @Operation
    public boolean trySend(@Param(gen = IntGen.class, conf = "1:9") int message) {
      return channel.trySend(message);
    }

    @Operation(nonParallelGroup = "receiver")
    public @Nullable Integer tryReceive() {
      return receiverClosed ? null : channel.tryReceive(); // not to be called after the close
    }

    void close() {
      receiverClosed = true;
      channel.closeReceiver(message -> {});
    }
  }

  public static final class UnboundedEnds extends Ends {
    public UnboundedEnds() {
      super(new BufferedChannel.Unbounded<>());
    }

    @Operation(nonParallelGroup = "receiver", runOnce = true)
    public void closeReceiver() {
      close();
    }
  }

  public static final class BoundedOneEnds extends Ends {
    public BoundedOneEnds() {
      super(new BufferedChannel.Bounded<>(1));
    }
  }

  public static final class BoundedTwoEnds extends Ends {
    public BoundedTwoEnds() {
      super(new BufferedChannel.Bounded<>(2));
    }
  }

  public static final class RendezvousEnds extends Ends {
    public RendezvousEnds() {
      super(new RendezvousChannel<>());
    }

    @Operation(nonParallelGroup = "receiver", runOnce = true)
    public void closeReceiver() {
      close();
    }
  }

  @Test
  void anUnboundedChannelIsLinearizable() {
    check(UnboundedEnds.class, Unlimited.class);
  }

  @Test
  void aChannelOfOneIsLinearizable() {
    check(BoundedOneEnds.class, One.class);
  }

  @Test
  void aChannelOfTwoIsLinearizable() {
    check(BoundedTwoEnds.class, Two.class);
  }

  @Test
  void aRendezvousIsLinearizable() {
    check(RendezvousEnds.class, None.class);
  }

  private static void check(Class<? extends Ends> ends, Class<? extends Model> model) {
    new ModelCheckingOptions()
        .iterations(5)
        .invocationsPerIteration(100)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(0)
        .sequentialSpecification(model)
        .check(ends);
  }

  // Calls that wait -------------------------------------------------------------------------

  enum Kind {
    UNBOUNDED(BufferedChannel.Unbounded::new),
    BOUNDED_1(() -> new BufferedChannel.Bounded<>(1)),
    BOUNDED_2(() -> new BufferedChannel.Bounded<>(2)),
    RENDEZVOUS(RendezvousChannel::new);

    private final Supplier<RawChannel<Integer>> make;

    Kind(Supplier<RawChannel<Integer>> make) {
      this.make = make;
    }
  }

  /// Not the other two: exploring them does not end within a minute.
  @ParameterizedTest
  @EnumSource(names = {"BOUNDED_1", "BOUNDED_2"})
  void twoSendersAndTheEnd(Kind kind) {
    Lincheck.runConcurrentTest(
        100,
        () -> {
          RawChannel<Integer> channel = kind.make.get();
          channel.addSender();
          Thread first = start(() -> sendAndClose(channel, 1, 2));
          Thread second = start(() -> sendAndClose(channel, 3));
          List<Integer> received = receiveAll(channel);
          join(first);
          join(second);
          if (received.size() != 3
              || !received.containsAll(List.of(1, 2, 3))
              || received.indexOf(1) > received.indexOf(2)) {
            throw new AssertionError(received);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"BOUNDED_1", "RENDEZVOUS"})
  void aReceiverThatClosesOnASenderThatWaits(Kind kind) {
    Lincheck.runConcurrentTest(
        100,
        () -> {
          RawChannel<Integer> channel = kind.make.get();
          int room = kind == Kind.RENDEZVOUS ? 0 : 1;
          int[] sent = new int[1];
          Thread thread =
              start(
                  () -> {
                    try (Sender<Integer> sender = new Sender<>(channel)) {
                      for (int message = 1; message <= 2; message++) {
                        sender.send(message);
                        sent[0] = message;
                      }
                    } catch (Disconnected back) {
                      sent[0] += 10 * (int) back.value();
                    }
                  });
          channel.closeReceiver(message -> {});
          join(thread);
          // What fitted before the close is lost and was "sent"; the next comes back, unless its
          // sender looked just before the close and found the room that it made.
          boolean all = sent[0] == 10 || room > 0 && (sent[0] == 21 || sent[0] == 2);
          if (!all) {
            throw new AssertionError(sent[0]);
          }
        });
  }

  @Test
  void aMissingLookAfterTheCloseIsCaught() {
    assertThatThrownBy(
            () ->
                Lincheck.runConcurrentTest(
                    10_000, () -> sendAndReceive(new BrokenChannel(false, true))))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("not all was received");
  }

  private static void sendAndReceive(BrokenChannel channel) {
    Thread sender =
        start(
            () -> {
              channel.send(1);
              channel.close();
            });
    int received = channel.receive();
    join(sender);
    if (received != 1) {
      throw new AssertionError("not all was received");
    }
  }

  private static void sendAndClose(RawChannel<Integer> channel, int... messages) {
    try (Sender<Integer> sender = new Sender<>(channel)) {
      for (int message : messages) {
        sender.send(message);
      }
    }
  }

  private static List<Integer> receiveAll(RawChannel<Integer> channel) {
    List<Integer> received = new ArrayList<>();
    while (true) {
      try {
        received.add(channel.receive(RawChannel.FOREVER));
      } catch (Disconnected end) {
        return received;
      }
    }
  }

  private static Thread start(Runnable body) {
    Thread thread = new Thread(body);
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
