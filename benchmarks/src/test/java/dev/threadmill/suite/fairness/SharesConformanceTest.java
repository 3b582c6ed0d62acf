package dev.threadmill.suite.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Metrics;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Shares;
import dev.threadmill.suite.messaging.Message;
import dev.threadmill.suite.messaging.Pipe;
import dev.threadmill.suite.messaging.PipeKind;
import dev.threadmill.suite.messaging.PipeShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that every lock and every pipe counts each turn once, that unfair ones are seen to be
/// unfair and fair ones to be fair, and that one which lets two in at once is caught.
class SharesConformanceTest {
  private static final int CONTESTANTS = 4;
  private static final int WINDOWS = 3;
  private static final long WINDOW = TurnLog.SHORTEST_NANOS;

  private static TurnLog hold(ThreadKind kind, Function<TurnLog, Turnstile> turnstile)
      throws Exception {
    try (var contest = new LastingContest(kind, CONTESTANTS, WINDOWS, 0, turnstile)) {
      return contest.hold();
    }
  }

  static Stream<Arguments> locks() {
    return Stream.of(LockKind.values())
        .flatMap(lock -> Stream.of(ThreadKind.values()).map(kind -> Arguments.of(lock, kind)));
  }

  @ParameterizedTest
  @MethodSource("locks")
  void aLockLetsEachTurnBeHadOnce(LockKind lock, ThreadKind kind) throws Exception {
    assertWasHeld(hold(kind, lock::guard));
  }

  static Stream<Arguments> pipes() {
    return Stream.of("64", "0")
        .flatMap(
            capacity ->
                PIPES.get(capacity).stream()
                    .flatMap(
                        pipe ->
                            Stream.of(ThreadKind.values())
                                .map(kind -> Arguments.of(pipe, capacity, kind))));
  }

  private static final Map<String, List<PipeKind>> PIPES =
      Map.of(
          "64",
          List.of(
              PipeKind.CHANNEL,
              PipeKind.ARRAY_BLOCKING_QUEUE,
              PipeKind.ARRAY_BLOCKING_QUEUE_FAIR,
              PipeKind.LINKED_BLOCKING_QUEUE,
              PipeKind.JOX),
          "0",
          List.of(PipeKind.SYNCHRONOUS_QUEUE, PipeKind.SYNCHRONOUS_QUEUE_FAIR));

  @ParameterizedTest
  @MethodSource("pipes")
  void aPipeBringsEachMessageOnce(PipeKind pipe, String capacity, ThreadKind kind)
      throws Exception {
    var opened = pipe.open(PipeShape.of(capacity, CONTESTANTS, 1));
    assertWasHeld(hold(kind, turns -> new PipeTurnstile(opened, CONTESTANTS, turns)));
  }

  private static void assertWasHeld(TurnLog turns) {
    assertThat(LongStream.of(turns.had(0, WINDOWS)).sum()).isPositive();
    for (int window = 0; window < WINDOWS; window++) {
      assertThat(turns.waits(0).longestIn(window)).isBetween(1L, WINDOW);
    }
  }

  /// Lets the first contestant pass at once, and the others when all is over.
  private record Favouring(TurnLog turns, CountDownLatch over) implements Turnstile {
    @Override
    public void pass(int contestant) throws InterruptedException {
      if (contestant == 0) {
        turns.take(contestant);
      } else {
        over.await();
        synchronized (turns) {
          turns.take(contestant);
        }
      }
    }

    @Override
    public void leave(int contestant) {
      over.countDown(); // by the first, which therefore has no turn any more
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLockThatFavoursOneIsSeenInEveryWindow(ThreadKind kind) throws Exception {
    var turns = hold(kind, ledger -> new Favouring(ledger, new CountDownLatch(1)));
    var shares = Shares.of(turns.had(0, WINDOWS), 0);
    assertThat(shares.smallest()).isZero();
    assertThat(shares.largest()).isEqualTo(CONTESTANTS);
    assertThat(shares.jain()).isEqualTo(1.0 / CONTESTANTS, within(1e-12));
    for (int window = 0; window < WINDOWS; window++) {
      assertThat(turns.waits(0).longestIn(window)).isEqualTo(WINDOW);
      assertThat(Arrays.copyOfRange(turns.had(window, window + 1), 1, CONTESTANTS)).containsOnly(0);
    }
    assertThat(turns.waits(0).unserved()).isEqualTo((CONTESTANTS - 1) * WINDOWS);
  }

  /// Lets the contestants pass in the order of their numbers, over and over.
  private static final class InTurn implements Turnstile {
    private final TurnLog turns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private int next;
    private boolean isOver;

    InTurn(TurnLog turns) {
      this.turns = turns;
    }

    @Override
    public void pass(int contestant) throws InterruptedException {
      lock.lock();
      try {
        while (next != contestant && !isOver) {
          moved.await();
        }
        turns.take(contestant);
        next = (contestant + 1) % CONTESTANTS;
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void leave(int contestant) {
      lock.lock();
      try {
        isOver = true;
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLockThatLetsThemInByTurnsIsEven(ThreadKind kind) throws Exception {
    var turns = hold(kind, InTurn::new);
    for (int from = 0; from < WINDOWS; from++) {
      for (int to = from + 1; to <= WINDOWS; to++) {
        var had = LongStream.of(turns.had(from, to)).summaryStatistics();
        assertThat(had.getMax() - had.getMin()).isLessThanOrEqualTo(1);
      }
    }
    var all = turns.had(0, WINDOWS);
    double rounds = LongStream.of(all).average().orElseThrow();
    assertThat(Shares.of(all, 0).jain()).isGreaterThanOrEqualTo(1 - 1 / rounds);
  }

  @ParameterizedTest
  @EnumSource
  void aLockThatExcludesNobodyIsCaught(ThreadKind kind) {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> {
              while (true) { // until two happen to be there at once
                hold(kind, turns -> turns::take);
              }
            })
        .withMessageMatching(
            "Of \\d+ turns \\d+ were counted: some were had at once"
                + "|A member of the crew failed: .*ArrayIndexOutOfBounds.*");
  }

  @ParameterizedTest
  @EnumSource
  void aTurnThatIsLostOrHadTwiceIsCaught(ThreadKind kind) {
    for (int times : new int[] {0, 2}) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  hold(
                      kind,
                      turns -> {
                        int[] passages = new int[CONTESTANTS];
                        return contestant -> {
                          synchronized (turns) {
                            int now = ++passages[contestant] == 3 ? times : 1;
                            for (int i = 0; i < now; i++) {
                              turns.take(contestant);
                            }
                          }
                        };
                      }))
          .withMessageMatching("Contestant \\d had \\d+ turns, not \\d+");
    }
  }

  /// A pipe that loses the third message.
  private record Leaking(Pipe pipe) implements Pipe {
    @Override
    public Inlet inlet() {
      var inlet = pipe.inlet();
      int[] sent = new int[1];
      return message -> {
        if (++sent[0] != 3 || message == Message.END) {
          inlet.send(message);
        }
      };
    }

    @Override
    public Outlet outlet() {
      return pipe.outlet();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPipeThatLosesAMessageIsCaught(ThreadKind kind) {
    var pipe = new Leaking(PipeKind.CHANNEL.open(PipeShape.of("64", CONTESTANTS, 1)));
    assertThatIllegalStateException()
        .isThrownBy(() -> hold(kind, turns -> new PipeTurnstile(pipe, CONTESTANTS, turns)))
        .withMessageMatching("Contestant \\d had \\d+ turns, not \\d+");
  }

  @Test
  void aContestantThatFailsFailsTheContest() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                hold(
                    ThreadKind.PLATFORM,
                    turns ->
                        contestant -> {
                          throw new IllegalArgumentException("no such turn");
                        }))
        .withMessageContaining("no such turn");
  }

  /// The same by comparing every wait with every window.
  @Test
  void theLongestWaitOfAWindowIsThatOfAnyContestantWithinIt() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      int windows = 50;
      var turns = new TurnLog(CONTESTANTS, windows);
      turns.open(WINDOW);
      List<long[]> waits = new ArrayList<>();
      long[] since = new long[CONTESTANTS];
      Arrays.fill(since, -WINDOW);
      int last = -1;
      // From some changes a window to a change every few, from before the first to beyond the last.
      double mean = WINDOW * Math.exp(random.nextDouble(-4, 2));
      for (double now = -WINDOW; now < (windows + 2) * WINDOW; ) {
        now += -mean * Math.log(1 - random.nextDouble());
        int next = random.nextInt(CONTESTANTS);
        if (next != last) {
          turns.change(next, (long) now);
          waits.add(new long[] {since[next], (long) now});
          if (last >= 0) {
            since[last] = (long) now;
          }
          last = next;
        }
      }
      for (int i = 0; i < CONTESTANTS; i++) {
        if (i != last) {
          waits.add(new long[] {since[i], Long.MAX_VALUE});
        }
      }
      turns.close(new long[CONTESTANTS]);
      int[] multiples = {1, 10, 50};
      for (int length = 0; length < multiples.length; length++) {
        long nanos = multiples[length] * WINDOW;
        int unserved = 0;
        for (int window = 0; window < windows / multiples[length]; window++) {
          long longest = 0;
          for (long[] wait : waits) {
            long within =
                Math.min(wait[1], (window + 1) * nanos) - Math.max(wait[0], window * nanos);
            longest = Math.max(longest, within);
            unserved += within == nanos ? 1 : 0;
          }
          assertThat(turns.waits(length).longestIn(window)).as("seed %d", seed).isEqualTo(longest);
        }
        assertThat(turns.waits(length).unserved()).as("seed %d", seed).isEqualTo(unserved);
      }
    }
  }

  private static Map<String, Double> reported(int windows) throws Exception {
    var turns = new TurnLog(CONTESTANTS, windows);
    turns.open(0);
    for (int boundary = 0; boundary <= windows; boundary++) {
      turns.pass(boundary);
      turns.take(0);
      turns.take(1);
    }
    long each = windows + 1;
    turns.close(new long[] {each, each, 0, 0});
    var profiler = new Metrics();
    profiler.beforeIteration(null, null);
    turns.report();
    Map<String, Double> found = new TreeMap<>();
    profiler
        .afterIteration(null, null, null)
        .forEach(result -> found.put(result.getLabel(), result.getScore()));
    return found;
  }

  @Test
  void aWindowThatDoesNotFitIsNotReported() throws Exception {
    assertThat(reported(9).keySet())
        .isNotEmpty()
        .allMatch(name -> name.matches(".*\\.100ms(\\.unserved)?"));
    assertThat(reported(49).keySet()).contains("share.jain.1s").doesNotContain("share.jain.5s");
    assertThat(reported(50).keySet()).contains("share.jain.5s", "wait.longest.5s.unserved");
  }

  @Test
  void whatIsReportedIsTheMeanOverTheWindows() throws Exception {
    // Two have no turn in either second, and one of the others none in the last.
    assertThat(reported(20))
        .containsEntry("share.min.1s", 0.0)
        .containsEntry("share.max.1s", 2.0)
        .containsEntry("share.jain.1s", 0.5)
        .containsEntry("wait.longest.1s", 1e9)
        .containsEntry("wait.longest.1s.unserved", 5.0);
  }

  @Test
  void attendantsWorkBesideTheContestants() throws Exception {
    var attended = new CountDownLatch(1);
    hold(
        ThreadKind.VIRTUAL,
        turns ->
            new Turnstile() {
              @Override
              public synchronized void pass(int contestant) {
                turns.take(contestant);
              }

              @Override
              public List<Crew.Duty> attendants() {
                return List.of(attended::countDown);
              }
            });
    assertThat(attended.getCount()).isZero();
  }
}
