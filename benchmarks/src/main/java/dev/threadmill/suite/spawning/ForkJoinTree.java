package dev.threadmill.suite.spawning;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;

/// A tree whose nodes are tasks in a fork-join pool.
record ForkJoinTree(ForkJoinPool pool) implements Tree {
  private static final long LIMIT_SECONDS = 40;

  @Override
  public long sum(int leaves) throws Exception {
    return pool.submit(new Branch(0, leaves)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  private static final class Branch extends RecursiveTask<Long> {
    private static final long serialVersionUID = 1;

    private final int first;
    private final int leaves;

    Branch(int first, int leaves) {
      this.first = first;
      this.leaves = leaves;
    }

    @Override
    protected Long compute() {
      if (leaves == 1) {
        return (long) first;
      }
      var children = new Branch[CHILDREN];
      int part = leaves / CHILDREN;
      for (int i = 0; i < CHILDREN; i++) {
        children[i] = new Branch(first + i * part, part);
        children[i].fork();
      }
      long sum = 0;
      for (int i = CHILDREN - 1; i >= 0; i--) {
        sum += children[i].join(); // a worker finds the last forked first
      }
      return sum;
    }
  }
}
