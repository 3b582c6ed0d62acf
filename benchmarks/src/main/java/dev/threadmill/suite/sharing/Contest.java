package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Shares;
import dev.threadmill.suite.Standing;
import java.time.Duration;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.CompilerControl;

/// Threads that compete: a fixed number of turns, divided evenly and started together.
public final class Contest implements Race {
  /// The step that a contestant repeats.
  public interface Turn {
    /// @param turn the number of turns the contestant has done in this round
    void take(int contestant, long turn) throws InterruptedException;
  }

  /// The number of turns per clock read, unless turns are long: a clock read costs as much as
  /// some of what is measured.
  static final int TURNS_TIMED_TOGETHER = 16;

  private final Turn turn;
  private final int contestants;
  private final long turns;
  private final int timedTogether;
  private final StartingGate gate;
  private final Standing standing;
  private final Crew crew;

  /// @param turns the turns of all contestants together
  /// @param longTurns whether a turn is so long that each may be timed
  public Contest(ThreadKind kind, int contestants, long turns, boolean longTurns, Turn turn) {
    this.turn = turn;
    this.contestants = contestants;
    this.turns = turns;
    timedTogether = longTurns ? 1 : TURNS_TIMED_TOGETHER;
    gate = new StartingGate(contestants);
    standing = new Standing(contestants);
    crew =
        new Crew(
            kind,
            IntStream.range(0, contestants)
                .<Crew.Duty>mapToObj(contestant -> () -> compete(contestant))
                .toList());
  }

  @Override
  public Shares run() throws InterruptedException {
    standing.clear();
    crew.work();
    return standing.shares().orElseThrow();
  }

  /// Runs the turns of every contestant, while the caller does something beside them.
  Shares run(Crew.Duty beside) throws Exception {
    standing.clear();
    crew.work(beside);
    return standing.shares().orElseThrow();
  }

  /// Waits for the end of the round, but no longer than that, and returns whether it has ended.
  boolean hasEnded(Duration patience) throws InterruptedException {
    return crew.hasEnded(patience);
  }

  int contestant(Thread thread) {
    return crew.member(thread);
  }

  /// Returns a contestant's number of turns: even shares, with the remainder going to the
  /// first.
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
      standing.reached(contestant, taken);
    }
    standing.finished(contestant, longest);
  }

  /// Makes a call that is never inlined, so that the JIT can neither merge neighbouring turns
  /// (one lock for two, one addition for all) nor split one.
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  static void once(Turn turn, int contestant, long number) throws InterruptedException {
    turn.take(contestant, number);
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
  }
}
