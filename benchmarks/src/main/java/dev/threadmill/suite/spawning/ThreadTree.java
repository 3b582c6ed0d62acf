package dev.threadmill.suite.spawning;

import dev.threadmill.primitives.ThreadKind;
import java.time.Duration;

/// A tree whose nodes are threads that join their children.
record ThreadTree(ThreadKind kind) implements Tree {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @Override
  public long sum(int leaves) throws InterruptedException {
    var root = new Node(kind, 0, leaves);
    Thread thread = kind.newThread(root);
    thread.start();
    if (!thread.join(LIMIT)) {
      throw new IllegalStateException("The tree has no sum after " + LIMIT);
    }
    return root.sum;
  }

  private static final class Node implements Runnable {
    private final ThreadKind kind;
    private final int first;
    private final int leaves;
    private long sum;

    Node(ThreadKind kind, int first, int leaves) {
      this.kind = kind;
      this.first = first;
      this.leaves = leaves;
    }

    @Override
    public void run() {
      if (leaves == 1) {
        sum = first;
        return;
      }
      var children = new Node[CHILDREN];
      var threads = new Thread[CHILDREN];
      int part = leaves / CHILDREN;
      for (int i = 0; i < CHILDREN; i++) {
        children[i] = new Node(kind, first + i * part, part);
        threads[i] = kind.newThread(children[i]);
        threads[i].start();
      }
      try {
        for (int i = 0; i < CHILDREN; i++) {
          threads[i].join();
          sum += children[i].sum;
        }
      } catch (InterruptedException e) {
        return; // the sum will be wrong
      }
    }
  }
}
