package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.CompilerControl;

/// Threads that compete: a fixed number of turns, dealt out evenly, begun together.
///
/// Since each contestant does the same work in the end, fairness is what they had done when the
/// first of them was done.
public final class Contest implements AutoCloseable {
  /// What a contestant does again and again.
  public interface Turn {
    /// @param turn how many turns the contestant has done in this round
    void take(int contestant, long turn) throws InterruptedException;
  }

  /// How many turns one look at the clock is for, unless they are long: the clock costs as much as
  /// some of what is measured.
  private static final int TURNS_TIMED_TOGETHER = 16;

  /// Far enough apart that no two contestants write into one line, nor into a pair of them.
  private static final int STRIDE = 32;

  private final Turn turn;
  private final int contestants;
  private final long turns;
  private final int timedTogether;
  private final StartingGate gate;
  private final AtomicLongArray done;
  private final AtomicLongArray longestWait;
  private final AtomicBoolean someoneIsDone = new AtomicBoolean();
  private final long[] doneWhenFirstWas;
  private final Crew crew;

  /// @param turns those of all contestants together
  /// @param longTurns whether a turn takes so long that each may be timed
  public Contest(ThreadKind kind, int contestants, long turns, boolean longTurns, Turn turn) {
    this.turn = turn;
    this.contestants = contestants;
    this.turns = turns;
    timedTogether = longTurns ? 1 : TURNS_TIMED_TOGETHER;
    gate = new StartingGate(contestants);
    done = new AtomicLongArray(contestants * STRIDE);
    longestWait = new AtomicLongArray(contestants * STRIDE);
    doneWhenFirstWas = new long[contestants];
    crew =
        new Crew(
            kind,
            IntStream.range(0, contestants)
                .<Crew.Duty>mapToObj(contestant -> () -> compete(contestant))
                .toList());
  }

  /// Has every contestant take its turns.
  public Shares run() throws InterruptedException {
    for (int i = 0; i < contestants; i++) {
      done.setPlain(i * STRIDE, 0);
    }
    someoneIsDone.set(false);
    crew.work();
    long longest = 0;
    for (int i = 0; i < contestants; i++) {
      longest = Math.max(longest, longestWait.get(i * STRIDE));
    }
    return Shares.of(doneWhenFirstWas, longest);
  }

  /// How many turns of the whole fall to a contestant: even shares, the rest to the first.
  static long share(long turns, int contestants, int contestant) {
    return turns / contestants + (contestant < turns % contestants ? 1 : 0);
  }

  private void compete(int contestant) throws InterruptedException {
    long mine = share(turns, contestants, contestant);
    long longest = 0;
    gate.pass(contestant);
    long start = System.nanoTime();
    for (long taken = 0; taken < mine; ) {
      long stretch = Math.min(mine, taken + timedTogether);
      for (; taken < stretch; taken++) {
        once(turn, contestant, taken);
      }
      long end = System.nanoTime();
      longest = Math.max(longest, end - start);
      start = end;
      done.setOpaque(contestant * STRIDE, taken);
    }
    longestWait.set(contestant * STRIDE, longest);
    if (!someoneIsDone.get() && someoneIsDone.compareAndSet(false, true)) {
      for (int i = 0; i < contestants; i++) {
        doneWhenFirstWas[i] = done.getOpaque(i * STRIDE);
      }
    }
  }

  /// A call that stays one, so that the JIT can neither put neighbouring turns together (one lock
  /// for two, one addition for all) nor take one apart.
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static void once(Turn turn, int contestant, long number) throws InterruptedException {
    turn.take(contestant, number);
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
  }
}
