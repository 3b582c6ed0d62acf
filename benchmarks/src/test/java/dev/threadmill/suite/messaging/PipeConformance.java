package dev.threadmill.suite.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/// The checks that a pipe must pass to be a contender.
record PipeConformance(Pipe pipe, PipeShape shape, ThreadKind kind) {

  /// All messages arrive, each once, and those of one producer in its order.
  void deliversEachMessageOnceAndInOrder(int messagesOfEach) throws InterruptedException {
    List<List<Long>> received = new ArrayList<>();
    List<Crew.Duty> duties = new ArrayList<>();
    var sending = new AtomicInteger(shape.producers());
    for (int i = 0; i < shape.consumers(); i++) {
      List<Long> own = new ArrayList<>();
      received.add(own);
      var outlet = pipe.outlet();
      duties.add(
          () -> {
            for (var m = outlet.receive(); m != Message.END; m = outlet.receive()) {
              own.add(m.number());
            }
          });
    }
    for (int i = 0; i < shape.producers(); i++) {
      long first = (long) i * messagesOfEach;
      var inlet = pipe.inlet();
      duties.add(
          () -> {
            for (long n = first; n < first + messagesOfEach; n++) {
              inlet.send(new Message(n));
            }
            if (sending.decrementAndGet() == 0) {
              for (int end = 0; end < shape.consumers(); end++) {
                inlet.send(Message.END);
              }
            }
          });
    }
    try (var crew = new Crew(kind, duties)) {
      crew.work();
    }
    assertThat(received.stream().flatMap(List::stream).sorted())
        .containsExactlyElementsOf(
            LongStream.range(0, (long) shape.producers() * messagesOfEach).boxed().toList());
    for (List<Long> own : received) {
      for (int i = 0; i < shape.producers(); i++) {
        int producer = i;
        assertThat(own.stream().filter(n -> n / messagesOfEach == producer)).isSorted();
      }
    }
  }

  /// Without a receiver just so many sends return as the capacity says; when messages are received,
  /// as many more.
  ///
  /// @param batch after so many receives there is room again
  void makesSendersWaitForRoom(boolean parks, int batch) throws InterruptedException {
    int all = shape.capacity() + batch + 1;
    var sent = new AtomicInteger();
    var inlet = pipe.inlet();
    var sender =
        kind.newThread(
            () -> {
              try {
                for (int i = 0; i < all; i++) {
                  inlet.send(new Message(i));
                  sent.incrementAndGet();
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    sender.start();
    var outlet = pipe.outlet();
    requireWaiting(sender, parks, sent, shape.capacity());
    for (int i = 0; i < batch; i++) {
      assertThat(outlet.receive().number()).isEqualTo(i);
    }
    requireWaiting(sender, parks, sent, shape.capacity() + batch);
    for (int i = batch; i < all; i++) {
      assertThat(outlet.receive().number()).isEqualTo(i);
    }
    sender.join();
  }

  private static void requireWaiting(
      Thread sender, boolean parks, AtomicInteger sent, int expected) {
    await(() -> sent.get() >= expected && (!parks || isParked(sender)));
    letOthersRun();
    assertThat(sent).hasValue(expected);
  }

  /// A receiver of an empty pipe gets the message that comes later.
  void makesReceiversWaitForMessages(boolean parks) throws InterruptedException {
    var received = new AtomicInteger(-1);
    var outlet = pipe.outlet();
    var receiver =
        kind.newThread(
            () -> {
              try {
                received.set((int) outlet.receive().number());
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    receiver.start();
    await(() -> !parks || isParked(receiver));
    letOthersRun();
    assertThat(received).hasValue(-1);
    pipe.inlet().send(new Message(7));
    receiver.join();
    assertThat(received).hasValue(7);
  }

  private static boolean isParked(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING -> true;
      default -> false;
    };
  }

  // A thread that wrongly goes on is given the time to show it; one that is right is not judged.
  private static void letOthersRun() {
    for (int i = 0; i < 20; i++) {
      Thread.yield();
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.yield();
    }
  }
}
