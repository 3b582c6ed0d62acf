package dev.threadmill.primitives;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// The races between a channel's two ends, on real hardware.
///
/// The channels are driven without their handles, whose leak watch would outweigh the race. Each
/// result is a message, 0 for none, or -1 for disconnected.
public class ChannelStress {
  private static final int DISCONNECTED = -1;
  private static final long MOMENT = 1_000;

  private ChannelStress() {}

  /// A message, and what its sender wrote before it sent.
  static final class Letter {
    int written;
  }

  /// One channel, with the calls that race.
  abstract static class Ends {
    private final RawChannel<Letter> channel;

    Ends(RawChannel<Letter> channel) {
      this.channel = channel;
    }

    /// 1 when sent, -1 when refused.
    final int send() {
      Letter letter = new Letter();
      letter.written = 1;
      try {
        // Only a wait needs the handle, and only one that waits pays for it. Its close would be the
        // end of the channel, so it is left to the collector.
        if (!channel.trySend(letter)) {
          channel.send(letter, new Sender<>(channel));
        }
        return 1;
      } catch (Disconnected back) {
        return DISCONNECTED;
      }
    }

    final int receive(long nanos) {
      try {
        return written(channel.receive(nanos));
      } catch (Disconnected end) {
        return DISCONNECTED;
      }
    }

    final int receive() {
      return receive(RawChannel.FOREVER);
    }

    final int left() {
      return written(channel.poll());
    }

    final void closeSender() {
      channel.removeSender();
    }

    final void closeReceiver() {
      channel.closeReceiver(message -> {});
    }

    private static int written(@Nullable Letter letter) {
      return letter == null ? 0 : letter.written == 1 ? 1 : 2;
    }
  }

  /// The last sender sends, closes, and is gone: data first, Disconnected only after, and what was
  /// written before the send is seen with the message.
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "the message, then the end")
  @Outcome(expect = FORBIDDEN, desc = "the message lost, late, unpublished, or no end")
  abstract static class SendThenClose extends Ends {
    SendThenClose(RawChannel<Letter> channel) {
      super(channel);
    }

    final void sendAndClose() {
      send();
      closeSender();
    }

    final void receiveTwice(II_Result r) {
      r.r1 = receive();
      r.r2 = receive();
    }
  }

  @JCStressTest
  @JCStressMeta(SendThenClose.class)
  @State
  public static class UnboundedSendThenClose extends SendThenClose {
    public UnboundedSendThenClose() {
      super(new BufferedChannel.Unbounded<>());
    }

    @Actor
    public void sender() {
      sendAndClose();
    }

    @Actor
    public void receiver(II_Result r) {
      receiveTwice(r);
    }
  }

  @JCStressTest
  @JCStressMeta(SendThenClose.class)
  @State
  public static class BoundedOneSendThenClose extends SendThenClose {
    public BoundedOneSendThenClose() {
      super(new BufferedChannel.Bounded<>(1));
    }

    @Actor
    public void sender() {
      sendAndClose();
    }

    @Actor
    public void receiver(II_Result r) {
      receiveTwice(r);
    }
  }

  @JCStressTest
  @JCStressMeta(SendThenClose.class)
  @State
  public static class RendezvousSendThenClose extends SendThenClose {
    public RendezvousSendThenClose() {
      super(new RendezvousChannel<>());
    }

    @Actor
    public void sender() {
      sendAndClose();
    }

    @Actor
    public void receiver(II_Result r) {
      receiveTwice(r);
    }
  }

  /// The receiver closes while a message is sent: it is dropped or comes back, and never stays.
  @Outcome(
      id = {"1, 0", "-1, 0"},
      expect = ACCEPTABLE,
      desc = "sent before the close, or refused")
  @Outcome(expect = FORBIDDEN, desc = "a message kept for nobody, or taken by nobody")
  interface CloseAgainstSend {}

  /// The same without room, where nothing can be sent before the close.
  @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "refused")
  @Outcome(expect = FORBIDDEN, desc = "a message kept for nobody, or taken by nobody")
  interface RendezvousIsRefused {}

  @JCStressTest
  @JCStressMeta(CloseAgainstSend.class)
  @State
  public static class UnboundedCloseAgainstSend extends Ends {
    public UnboundedCloseAgainstSend() {
      super(new BufferedChannel.Unbounded<>());
    }

    @Actor
    public void sender(II_Result r) {
      r.r1 = send();
    }

    @Actor
    public void receiver() {
      closeReceiver();
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r2 = left();
    }
  }

  @JCStressTest
  @JCStressMeta(CloseAgainstSend.class)
  @State
  public static class BoundedOneCloseAgainstSend extends Ends {
    public BoundedOneCloseAgainstSend() {
      super(new BufferedChannel.Bounded<>(1));
    }

    @Actor
    public void sender(II_Result r) {
      r.r1 = send();
    }

    @Actor
    public void receiver() {
      closeReceiver();
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r2 = left();
    }
  }

  @JCStressTest
  @JCStressMeta(RendezvousIsRefused.class)
  @State
  public static class RendezvousCloseAgainstSend extends Ends {
    public RendezvousCloseAgainstSend() {
      super(new RendezvousChannel<>());
    }

    @Actor
    public void sender(II_Result r) {
      r.r1 = send();
    }

    @Actor
    public void receiver() {
      closeReceiver();
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r2 = left();
    }
  }

  /// A receive whose time runs out while a message is sent: it gets the message or leaves it.
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "in time, or too late but not lost")
  @Outcome(expect = FORBIDDEN, desc = "lost, doubled, or unpublished")
  interface TimedReceive {}

  @JCStressTest
  @JCStressMeta(TimedReceive.class)
  @State
  public static class UnboundedTimedReceive extends Ends {
    public UnboundedTimedReceive() {
      super(new BufferedChannel.Unbounded<>());
    }

    @Actor
    public void sender() {
      send();
    }

    @Actor
    public void receiver(II_Result r) {
      r.r1 = receive(MOMENT);
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r2 = left();
    }
  }

  @JCStressTest
  @JCStressMeta(TimedReceive.class)
  @State
  public static class BoundedOneTimedReceive extends Ends {
    public BoundedOneTimedReceive() {
      super(new BufferedChannel.Bounded<>(1));
    }

    @Actor
    public void sender() {
      send();
    }

    @Actor
    public void receiver(II_Result r) {
      r.r1 = receive(MOMENT);
    }

    @Arbiter
    public void rest(II_Result r) {
      r.r2 = left();
    }
  }

  @JCStressTest
  @JCStressMeta(TimedReceive.class)
  @State
  public static class RendezvousTimedReceive extends Ends {
    public RendezvousTimedReceive() {
      super(new RendezvousChannel<>());
    }

    @Actor
    public void sender() {
      send();
    }

    @Actor
    public void receiver(II_Result r) {
      r.r1 = receive(MOMENT);
      r.r2 = r.r1 == 0 ? receive() : 0; // or the sender would wait for ever
    }
  }
}
