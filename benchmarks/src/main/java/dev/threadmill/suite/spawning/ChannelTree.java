package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.Channel;
import dev.threadmill.primitives.Receiver;
import dev.threadmill.primitives.Sender;
import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A tree whose nodes are threads that send their sums to their parents and are not joined.
record ChannelTree(ThreadKind kind) implements Tree {
  private static final long LIMIT_SECONDS = 40;

  @Override
  public long sum(int leaves) throws Exception {
    var root = new CompletableFuture<Long>();
    kind.newThread(() -> root.complete(sumOf(0, leaves))).start();
    return root.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private long sumOf(int first, int leaves) {
    if (leaves == 1) {
      return first;
    }
    Channel<Long> channel = Channel.rendezvous();
    Receiver<Long> receiver = channel.receiver();
    int part = leaves / CHILDREN;
    try (Sender<Long> prototype = channel.sender()) {
      for (int i = 0; i < CHILDREN; i++) {
        Sender<Long> sender = prototype.copy();
        int start = first + i * part;
        kind.newThread(() -> report(sender, start, part)).start();
      }
    }
    long sum = 0;
    for (int i = 0; i < CHILDREN; i++) {
      sum += receiver.receive();
    }
    receiver.close();
    return sum;
  }

  private void report(Sender<Long> parent, int first, int leaves) {
    try (parent) {
      parent.send(sumOf(first, leaves));
    }
  }
}
