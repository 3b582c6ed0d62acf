package dev.threadmill.suite.messaging;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// Pipes that are wrong, each in one way, to see that somebody notices.
enum MiswiredPipe {
  DROPS_EVERY_1000TH(
      next ->
          message -> {
            if (message.number() % 1000 != 999) {
              next.send(message);
            }
          }),
  DUPLICATES_ONE(
      next ->
          message -> {
            next.send(message);
            if (message.number() == 100) {
              next.send(message);
            }
          }),
  /// One lost and another twice: their count is right.
  SENDS_ANOTHER_INSTEAD(
      next -> message -> next.send(message.number() == 100 ? new Message(99) : message)),
  SWAPS_NEIGHBOURS(
      next -> {
        var kept = new AtomicReference<Message>();
        return message -> {
          if (message.number() == 100) {
            kept.set(message);
          } else {
            next.send(message);
            if (message.number() == 101) {
              next.send(kept.get());
            }
          }
        };
      }),
  /// Gives every kilobyte the body of the first.
  SHARES_A_BODY(
      next -> {
        var first = new AtomicReference<byte[]>();
        return message -> {
          first.compareAndSet(null, message.body());
          next.send(message == Message.END ? message : new Message(message.number(), first.get()));
        };
      });

  private final UnaryOperator<Pipe.Inlet> fault;

  MiswiredPipe(UnaryOperator<Pipe.Inlet> fault) {
    this.fault = fault;
  }

  Pipe open() {
    var sound = new QueuePipe(new ArrayBlockingQueue<>(64));
    return new Pipe() {
      @Override
      public Inlet inlet() {
        return fault.apply(sound.inlet());
      }

      @Override
      public Outlet outlet() {
        return sound.outlet();
      }
    };
  }
}
