package dev.threadmill.suite.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Shares;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that windows end and lose no turn, that busy threads stay busy, that courtesy is what it
/// says, and that delays count from when a turn was asked for.
class FairnessConformanceTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int TURNS = 20;
  private static final long LONG = TimeUnit.SECONDS.toNanos(30);
  private static final long KEPT = 5 * Window.PERIOD_NANOS;
  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(30);

  /// What became of the turns of a window.
  private record Outcome(Shares shares, List<Long> delays, int left) {}

  private static Outcome watch(Probe probe, BusyCrew busy, long patience) throws Exception {
    var window = new Window(TURNS, patience);
    var shares = probe.watch(window, busy);
    List<Long> delays = new ArrayList<>();
    return new Outcome(shares, delays, window.delays(delays::add));
  }

  @ParameterizedTest
  @EnumSource
  void everyTurnIsTakenOrLeftWhateverWakesTheProbe(Waking waking) throws Exception {
    for (var contender : Courtesy.values()) {
      for (var kind : ThreadKind.values()) {
        try (var busy = new BusyCrew(kind, contender, CORES + 1);
            var probe = waking.probe(kind)) {
          for (int window = 0; window < 2; window++) {
            var outcome = watch(probe, busy, SHORT);
            assertThat(outcome.delays()).allMatch(delay -> delay >= 0);
            assertThat(outcome.delays().size() + outcome.left()).isEqualTo(TURNS);
            assertThat(outcome.shares().smallest()).isBetween(0.0, 1.0);
            assertThat(busy.units()).isPositive();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void behindVirtualThreadsThatNeverBlockNoTurnComes(Waking waking) throws Exception {
    for (var contender : List.of(Courtesy.NONE, Courtesy.SPIN_WAIT)) {
      try (var busy = new BusyCrew(ThreadKind.VIRTUAL, contender, CORES);
          var probe = waking.probe(ThreadKind.VIRTUAL)) {
        assertThat(watch(probe, busy, SHORT).left()).isGreaterThan(TURNS / 2);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"PARK_NANOS", "SLEEP", "BLOCKING_READ"})
  void behindVirtualThreadsThatBlockEveryTurnComes(Courtesy contender) throws Exception {
    for (var waking : Waking.values()) {
      try (var busy = new BusyCrew(ThreadKind.VIRTUAL, contender, 2 * CORES);
          var probe = waking.probe(ThreadKind.VIRTUAL)) {
        assertThat(watch(probe, busy, LONG).left()).as("%s", waking).isZero();
      }
    }
  }

  /// The busy threads keep all carriers until the last turn was asked for, and a while longer. A
  /// probe that notes when it runs, and not when it was asked to, would find no delay.
  @ParameterizedTest
  @EnumSource
  void aDelayCountsFromWhenTheTurnWasAskedFor(Waking waking) throws Exception {
    var window = new Window(TURNS, LONG);
    var busy =
        new BusyCrew(ThreadKind.VIRTUAL, Courtesy.NONE, CORES) {
          @Override
          boolean isWanted(Window now, long done) {
            while (!now.isAsked(TURNS - 1) || now.untilDue(TURNS - 1) > 0) {
              Thread.onSpinWait();
            }
            long asked = now.now();
            while (done == 0 && now.now() < asked + KEPT) {
              Thread.onSpinWait();
            }
            LockSupport.parkNanos(Window.PERIOD_NANOS);
            return super.isWanted(now, done) || done == 0;
          }
        };
    List<Long> delays = new ArrayList<>();
    try (busy;
        var probe = waking.probe(ThreadKind.VIRTUAL)) {
      probe.watch(window, busy);
      assertThat(window.delays(delays::add)).isZero();
    }
    assertThat(delays).allMatch(delay -> delay >= KEPT);
  }

  @Test
  void aProbeThatIsNotWokenIsNoticed() throws Exception {
    try (var busy = new BusyCrew(ThreadKind.VIRTUAL, Courtesy.PARK_NANOS, CORES);
        var probe =
            new UnparkedProbe(ThreadKind.VIRTUAL, Duration.ofMillis(200)) {
              @Override
              void wake() {}
            }) {
      assertThatIllegalStateException()
          .isThrownBy(() -> watch(probe, busy, SHORT))
          .withMessage("1 of 1 members were still at work after 200 ms");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBusyThreadThatStopsIsNoticed(ThreadKind kind) throws Exception {
    var busy =
        new BusyCrew(kind, Courtesy.PARK_NANOS, 2) {
          @Override
          boolean isWanted(Window now, long done) {
            return false;
          }
        };
    try (busy;
        var probe = Waking.TIMER.probe(kind)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> watch(probe, busy, LONG))
          .withMessageMatching("Busy thread \\d stopped \\d+ ns before the window was over");
    }
  }

  private static Window opened(int turns, long patience) {
    var window = new Window(turns, patience);
    window.open();
    return window;
  }

  @Test
  void aWindowWithoutTurnsEndsByItself() {
    var window = opened(2, 0);
    window.askInTime();
    while (!window.isOver()) {
      Thread.onSpinWait();
    }
    assertThat(window.end()).isLessThanOrEqualTo(window.now());
  }

  @Test
  void aTurnThatWasTakenTooLateIsLeft() {
    var window = opened(2, SHORT);
    window.askInTime();
    while (window.untilDue(0) > 0) {
      Thread.onSpinWait();
    }
    window.take(0);
    while (!window.isOver()) {
      Thread.onSpinWait();
    }
    window.take(1);
    List<Long> delays = new ArrayList<>();
    assertThat(window.delays(delays::add)).isEqualTo(delays.isEmpty() ? 2 : 1);
    assertThat(window.end()).isLessThan(window.now());
  }

  @Test
  void aTurnThatWasNotAskedForOrNotTakenIsNoticed() {
    var window = opened(1, LONG);
    assertThatIllegalStateException()
        .isThrownBy(() -> window.delays(delay -> {}))
        .withMessage("Turn 0 was not asked for");
    window.ask(0);
    assertThatIllegalStateException()
        .isThrownBy(() -> window.delays(delay -> {}))
        .withMessage("Turn 0 was never taken");
    var early = opened(1, LONG);
    early.take(0);
    early.ask(0);
    assertThatIllegalStateException()
        .isThrownBy(() -> early.delays(delay -> {}))
        .withMessage("Turn 0 was taken before it was asked for");
  }

  @ParameterizedTest
  @EnumSource(names = {"YIELD", "PARK_NANOS", "SLEEP", "BLOCKING_READ"})
  void aCourteousVirtualThreadLetsAnotherRun(Courtesy contender) throws Exception {
    assumeFalse(
        contender == Courtesy.YIELD && Runtime.version().feature() < 24,
        "On JDK 21 two virtual threads that only yield were seen to pass over a third for ever");
    var guestRan = new AtomicBoolean();
    whileAllCarriersAreBusy(
        contender,
        () -> guestRan.set(true),
        gesture -> {
          while (!guestRan.get()) {
            gesture.make(); // for ever, if it does not let the guest run
          }
        });
    assertThat(guestRan).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "SPIN_WAIT"})
  void aVirtualThreadThatIsNotCourteousKeepsItsCarrierToItsEnd(Courtesy contender)
      throws Exception {
    var guestRan = new AtomicBoolean();
    var seenByTheFirstToEnd = new AtomicReference<Boolean>();
    whileAllCarriersAreBusy(
        contender,
        () -> guestRan.set(true),
        gesture -> {
          for (int i = 0; i < 100_000; i++) {
            gesture.make();
          }
          seenByTheFirstToEnd.compareAndSet(null, guestRan.get());
        });
    assertThat(seenByTheFirstToEnd).hasValue(false);
  }

  private interface Host {
    void greet(Gesture gesture) throws Exception;
  }

  /// Has a host start a guest when there are as many hosts at work as carriers.
  ///
  /// The guest waits at the carrier of its host, which therefore is sure to see it. What comes from
  /// elsewhere a carrier may pass over for ever, as long as its own thread only yields.
  private static void whileAllCarriersAreBusy(Courtesy contender, Runnable guest, Host host)
      throws Exception {
    var running = new AtomicInteger();
    var guestIsThere = new AtomicBoolean();
    var startedGuest = new AtomicReference<Thread>();
    List<Gesture> gestures = new ArrayList<>();
    List<Thread> hosts = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      boolean first = i == 0;
      var gesture = contender.gesture();
      gestures.add(gesture);
      hosts.add(
          Thread.startVirtualThread(
              () -> {
                running.incrementAndGet();
                while (running.get() < CORES) {
                  Thread.onSpinWait();
                }
                if (first) {
                  startedGuest.set(Thread.startVirtualThread(guest));
                  guestIsThere.set(true);
                }
                while (!guestIsThere.get()) {
                  Thread.onSpinWait();
                }
                try {
                  host.greet(gesture);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    for (Thread thread : hosts) {
      thread.join();
    }
    startedGuest.get().join();
    for (var gesture : gestures) {
      gesture.close();
    }
  }

  @ParameterizedTest
  @MethodSource
  void sharesTellTheUnevenFromTheEven(long[] parts, Shares expected) {
    Shares shares = Shares.of(parts, 0);
    assertThat(shares.smallest()).isEqualTo(expected.smallest(), within(1e-12));
    assertThat(shares.largest()).isEqualTo(expected.largest(), within(1e-12));
    assertThat(shares.jain()).isEqualTo(expected.jain(), within(1e-12));
    assertThat(shares.starved()).isEqualTo(expected.starved());
  }

  static Object[][] sharesTellTheUnevenFromTheEven() {
    return new Object[][] {
      {new long[] {7, 7, 7}, new Shares(1, 1, 1, 0, 0)},
      {new long[] {0, 0, 0, 8}, new Shares(0, 4, 0.25, 3, 0)},
      {new long[] {1, 3}, new Shares(0.5, 1.5, 0.8, 0, 0)},
    };
  }
}
