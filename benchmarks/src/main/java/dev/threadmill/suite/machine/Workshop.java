package dev.threadmill.suite.machine;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;

/// Threads that share out pieces of work, with a check that each piece was done.
final class Workshop implements AutoCloseable {
  /// The work of one thread on its share.
  interface Labour {
    /// @return the number of pieces done
    long on(int share);
  }

  private final int pieces;
  private final long[] done;
  private final Crew crew;

  Workshop(ThreadKind kind, int threads, int pieces, Labour labour) {
    this.pieces = pieces;
    done = new long[threads];
    List<Crew.Duty> duties = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int member = i;
      int share = pieces / threads + (i < pieces % threads ? 1 : 0);
      duties.add(() -> done[member] = labour.on(share));
    }
    crew = new Crew(kind, duties);
  }

  /// Does all pieces once.
  ///
  /// @throws IllegalStateException if a piece was left out or done twice
  void work() throws InterruptedException {
    crew.work();
    long sum = 0;
    for (int i = 0; i < done.length; i++) {
      sum += done[i];
      done[i] = 0;
    }
    if (sum != pieces) {
      throw new IllegalStateException(sum + " pieces of " + pieces + " were done");
    }
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
  }
}
