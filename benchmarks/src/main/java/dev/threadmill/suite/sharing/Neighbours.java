package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Shares;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Two threads, each with its own word at a given distance, and a check of the final value of
/// both words.
public class Neighbours implements AutoCloseable {
  /// The access of the second thread to its word while the first writes to its own.
  public enum Access {
    /// Writes its own numbers.
    WRITES,
    /// Adds one atomically; the first thread then does the same.
    ADDS,
    /// Reads only.
    READS
  }

  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /// The words start at a multiple of this, so that the distance alone decides what shares a
  /// cache line.
  private static final int ALIGNMENT = 256;

  private static final int SIZE = 1024;

  // Off the heap, where no collector moves it.
  private final ByteBuffer memory =
      ByteBuffer.allocateDirect(SIZE + ALIGNMENT).alignedSlice(ALIGNMENT);

  private final int distance;
  private final Access access;
  private final long turns;
  private final Contest contest;
  private long rounds;

  public Neighbours(ThreadKind kind, int distance, Access access, long turns) {
    this.distance = distance;
    this.access = access;
    this.turns = turns;
    contest = new Contest(kind, 2, turns, false, this::touch);
  }

  /// Runs one round.
  ///
  /// @throws IllegalStateException if a word ends with the wrong value
  public final Shares touch() throws InterruptedException {
    var shares = contest.run();
    rounds++;
    check(0);
    check(distance);
    return shares;
  }

  private void check(int at) {
    long found = word(at);
    if (found != expected(at)) {
      throw new IllegalStateException(
          "The word at " + at + " is " + found + " after " + rounds + " rounds");
    }
  }

  private long expected(int at) {
    long perThread = turns / 2;
    return switch (access) {
      case WRITES -> perThread;
      case ADDS -> rounds * (distance == 0 ? turns : perThread);
      case READS -> at == 0 ? perThread : 0;
    };
  }

  private long word(int at) {
    return (long) WORD.getVolatile(memory, at);
  }

  /// Makes one access of a thread to its word.
  void touch(int thread, long number) {
    int at = thread == 0 ? 0 : distance;
    if (access == Access.ADDS) {
      WORD.getAndAdd(memory, at, 1L);
    } else if (access == Access.WRITES || thread == 0) {
      // Opaque: each write is made, in order, and waits for no other memory.
      WORD.setOpaque(memory, at, number + 1);
    } else {
      long seen = (long) WORD.getOpaque(memory, at);
      if (seen < 0 || seen > turns) {
        throw new IllegalStateException("Read " + seen + ", which nobody wrote");
      }
    }
  }

  @Override
  public final void close() throws InterruptedException {
    contest.close();
  }
}
