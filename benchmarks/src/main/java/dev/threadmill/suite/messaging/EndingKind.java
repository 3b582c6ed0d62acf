package dev.threadmill.suite.messaging;

import com.softwaremill.jox.ChannelClosed;
import dev.threadmill.primitives.Channel;
import dev.threadmill.primitives.Disconnected;
import dev.threadmill.recording.Named;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// The contenders: ways for threads that wait on a pipe to learn that it has ended.
public enum EndingKind {
  /// Our channel's receiver is closed, and every waiting sender gets its message back.
  @Named("close of a Channel")
  CHANNEL_CLOSE_SENDERS {
    @Override
    Ending open() {
      Channel<Message> channel = Channel.rendezvous();
      return new Ending() {
        @Override
        public void await() {
          try (var sender = channel.sender().copy()) {
            sender.send(Message.END);
            throw new IllegalStateException("A send came through to nobody");
          } catch (Disconnected end) {
            // expected
          }
        }

        @Override
        public void end(List<Thread> waiters) {
          channel.receiver().close();
          channel.sender().close();
        }
      };
    }
  },
  /// A jox channel is closed with an error, and every waiting sender is told.
  JOX_ERROR_SENDERS {
    @Override
    Ending open() {
      com.softwaremill.jox.Channel<Message> channel =
          com.softwaremill.jox.Channel.newRendezvousChannel();
      return new Ending() {
        @Override
        public void await() throws InterruptedException {
          requireClosed(channel.sendOrClosed(Message.END));
        }

        @Override
        public void end(List<Thread> waiters) {
          channel.error(new CancellationException());
        }
      };
    }
  },
  /// A jox channel is done, and every waiting receiver is told.
  JOX_DONE_RECEIVERS {
    @Override
    Ending open() {
      com.softwaremill.jox.Channel<Message> channel =
          com.softwaremill.jox.Channel.newRendezvousChannel();
      return new Ending() {
        @Override
        public void await() throws InterruptedException {
          requireClosed(channel.receiveOrClosed());
        }

        @Override
        public void end(List<Thread> waiters) {
          channel.done();
        }
      };
    }
  },
  /// A queue has no end: each waiting receiver gets a poison message.
  @Named("poison messages")
  QUEUE_POISON_RECEIVERS {
    @Override
    Ending open() {
      var queue = new LinkedBlockingQueue<Message>();
      return new Ending() {
        @Override
        public void await() throws InterruptedException {
          if (queue.take() != Message.END) {
            throw new IllegalStateException("Received what nobody sent");
          }
        }

        @Override
        public void end(List<Thread> waiters) {
          for (int i = 0; i < waiters.size(); i++) {
            queue.add(Message.END);
          }
        }
      };
    }
  },
  /// Each thread that waits for room in a queue is interrupted.
  @Named("interrupts")
  QUEUE_INTERRUPT_SENDERS {
    @Override
    Ending open() {
      var queue = new ArrayBlockingQueue<Message>(1);
      queue.add(Message.END);
      return new Ending() {
        @Override
        public void await() {
          try {
            queue.put(Message.END);
            throw new IllegalStateException("A send came through to nobody");
          } catch (InterruptedException end) {
            // expected
          }
        }

        @Override
        public void end(List<Thread> waiters) {
          for (Thread waiter : waiters) {
            waiter.interrupt();
          }
        }
      };
    }
  },
  /// No pipe at all: the minimum cost of releasing this many threads.
  LATCH {
    @Override
    Ending open() {
      var latch = new CountDownLatch(1);
      return new Ending() {
        @Override
        public void await() throws InterruptedException {
          latch.await();
        }

        @Override
        public void end(List<Thread> waiters) {
          latch.countDown();
        }
      };
    }
  };

  abstract Ending open();

  private static void requireClosed(Object result) {
    if (!(result instanceof ChannelClosed)) {
      throw new IllegalStateException("The wait ended with " + result);
    }
  }
}
