package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that an unbounded send for which there is no memory leaves the channel as it was.
class ChannelOutOfMemoryContractTest {

  @ParameterizedTest
  @CsvSource({
    "PLATFORM, drainAndGoOn, 2",
    "PLATFORM, close, 2",
    "PLATFORM, manySenders, 2",
    "VIRTUAL, drainAndGoOn, 1",
    "VIRTUAL, close, 1",
    "VIRTUAL, manySenders, 1"
  })
  void aSendWithoutMemoryIsAsIfItHadNotBeenTried(String kind, String scene, int carriers)
      throws IOException, InterruptedException {
    var child =
        ChildJvm.run(
            Child.class,
            List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers),
            kind,
            scene);
    assertThat(child.output()).isEqualTo("as it was\n");
    assertThat(child.exitCode()).isZero();
  }

  /// The main class of a process that plays one scene in threads of one kind.
  static final class Child {
    private static final int SENDERS = 4;

    /// Given up at the error, so that what comes next has memory.
    private volatile byte[] reserve;

    private volatile boolean full;

    private final ThreadKind kind;
    private final Sender<String> sender;
    private final Receiver<String> receiver;

    private Child(ThreadKind kind) {
      Channel<String> channel = Channel.unbounded();
      this.kind = kind;
      this.sender = channel.sender();
      this.receiver = channel.receiver();
    }

    public static void main(String[] args) {
      var child = new Child(ThreadKind.valueOf(args[0]));
      Spawner.Action scene =
          switch (args[1]) {
            case "drainAndGoOn" -> child::drainAndGoOn;
            case "close" -> child::close;
            default -> child::manySenders;
          };
      child.kind.spawn(scene).join();
      child.kind.spawn(() -> System.out.println("as it was")).join();
    }

    private void drainAndGoOn() {
      for (int round = 0; round < 2; round++) {
        expect(fill(), received());
        sender.send("later");
        expect("later", receiver.receive());
      }
      sender.close();
      receiver.close();
    }

    private void close() {
      fill();
      receiver.close();
      try {
        sender.send("late");
        throw new AssertionError("a send came through to nobody");
      } catch (Disconnected expected) {
        expect("late", expected.value());
      }
      sender.close();
    }

    private void manySenders() {
      for (int round = 0; round < 2; round++) {
        var start = new CountDownLatch(1);
        List<JoinHandle<Long>> handles = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
          handles.add(
              kind.spawn(
                  () -> {
                    start.await();
                    return fillOn();
                  }));
        }
        prepare();
        start.countDown();
        long sent = 0;
        for (var handle : handles) {
          sent += handle.join();
        }
        expect(sent, received());
      }
      sender.close();
      receiver.close();
    }

    private long fill() {
      prepare();
      return fillOn();
    }

    private void prepare() {
      reserve = new byte[8 << 20];
      full = false;
    }

    /// Sends until there is no memory left, and returns how many sends came through.
    private long fillOn() {
      long sent = 0;
      try {
        for (; !full; sent++) {
          sender.send("message");
        }
      } catch (OutOfMemoryError expected) {
        full = true;
        reserve = null;
      }
      return sent;
    }

    private long received() {
      long received = 0;
      while (receiver.tryReceive() != null) {
        received++;
      }
      return received;
    }

    private static void expect(Object expected, Object found) {
      if (!expected.equals(found)) {
        throw new AssertionError("expected " + expected + " but found " + found);
      }
    }
  }
}
