package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Latencies;
import dev.threadmill.suite.Shares;
import org.HdrHistogram.SingleWriterRecorder;

/// A contest of threads that read a board and occasionally write to it, with a check that no
/// write was lost and no read was torn.
public final class ReadingRoom implements AutoCloseable {
  /// A recorder takes half a megabyte, so only the first threads are recorded.
  private static final int THREADS_RECORDED = 64;

  private final Board board;
  private final int writesPerThousand;
  private final int threads;
  private final long accesses;
  private final SingleWriterRecorder[] waits;
  private final Contest contest;
  private final long writesARound;
  private long writes;

  public ReadingRoom(
      ThreadKind kind, Board board, int threads, long accesses, int writesPerThousand) {
    this.board = board;
    this.threads = threads;
    this.accesses = accesses;
    this.writesPerThousand = writesPerThousand;
    waits = new SingleWriterRecorder[Math.min(threads, THREADS_RECORDED)];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = Latencies.recorder("writer.wait");
    }
    writesARound = countWrites();
    contest = new Contest(kind, threads, accesses, false, this::access);
  }

  /// Runs one round.
  ///
  /// @throws IllegalStateException if a read was torn or a write was lost or made twice
  public Shares visit() throws InterruptedException {
    var shares = contest.run();
    writes += writesARound;
    long written = board.read();
    if (written != writes) {
      throw new IllegalStateException(written + " writes arrived, of " + writes);
    }
    return shares;
  }

  private long countWrites() {
    long count = 0;
    for (int thread = 0; thread < threads; thread++) {
      long mine = Contest.share(accesses, threads, thread);
      for (long number = 0; number < mine; number++) {
        if (isWrite(thread, number)) {
          count++;
        }
      }
    }
    return count;
  }

  private boolean isWrite(int thread, long number) {
    return Ladder.anyOf(1000, thread, number) < writesPerThousand;
  }

  private void access(int thread, long number) {
    if (!isWrite(thread, number)) {
      board.read(); // checks what it read
      return;
    }
    long start = System.nanoTime();
    board.write();
    if (thread < waits.length) {
      waits[thread].recordValue(System.nanoTime() - start);
    }
  }

  @Override
  public void close() throws InterruptedException {
    contest.close();
  }
}
