package dev.threadmill.suite.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that all work is done and counted, that courtesy is what it says, and that the probe
/// counts every turn.
class FairnessConformanceTest {
  private static final int UNITS = 2_000;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @ParameterizedTest
  @EnumSource
  void everyUnitIsDoneOnceAndTheProbeHasItsTurns(Courtesy contender) throws Exception {
    for (ThreadKind kind : ThreadKind.values()) {
      var delays = new ArrayList<Long>();
      try (var crew = new BusyCrew(kind, contender, 3, new Workload(UNITS, 3), delays::add)) {
        for (int round = 0; round < 2; round++) {
          Shares shares = crew.work();
          assertThat(shares.smallest()).isBetween(0.0, 1.0);
          assertThat(shares.largest()).isBetween(1.0, 3.0);
        }
      }
      assertThat(delays).isNotEmpty().allMatch(delay -> delay >= 0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"YIELD", "PARK_NANOS"})
  void aCourteousVirtualThreadLetsAnotherRun(Courtesy contender) throws Exception {
    var guestRan = new AtomicBoolean();
    whileAllCarriersAreBusy(
        () -> guestRan.set(true),
        () -> {
          while (!guestRan.get()) {
            contender.show(); // for ever, if it does not let the guest run
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
        () -> guestRan.set(true),
        () -> {
          for (int i = 0; i < 100_000; i++) {
            contender.show();
          }
          seenByTheFirstToEnd.compareAndSet(null, guestRan.get());
        });
    assertThat(seenByTheFirstToEnd).hasValue(false);
  }

  /// Has a host start a guest when there are as many hosts at work as carriers.
  ///
  /// The guest waits at the carrier of its host, which therefore is sure to see it. What comes from
  /// elsewhere a carrier may pass over for ever, as long as its own thread only yields.
  private static void whileAllCarriersAreBusy(Runnable guest, Runnable host) throws Exception {
    var running = new AtomicInteger();
    var guestIsThere = new AtomicBoolean();
    var startedGuest = new AtomicReference<Thread>();
    List<Thread> hosts = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      boolean first = i == 0;
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
                host.run();
              }));
    }
    for (Thread thread : hosts) {
      thread.join();
    }
    startedGuest.get().join();
  }

  @Test
  void theProbeCountsTheTurnsThatItMissed() throws Exception {
    var work = new Workload(1, 1);
    work.refill();
    List<Long> delays = new ArrayList<>();
    var probe = new Probe(work, delays::add);
    var started = new CountDownLatch(1);
    var thread =
        ThreadKind.PLATFORM.spawn(
            () -> {
              started.await();
              // Held up for twenty turns before the first, all of which are late then.
              probe.run(System.nanoTime() - 20 * Probe.PERIOD_NANOS);
            });
    assertThat(work.take()).isTrue();
    started.countDown();
    thread.join();
    assertThat(probe.takeTurns()).isEqualTo(delays.size()).isGreaterThanOrEqualTo(20);
    for (int turn = 0; turn < 19; turn++) {
      assertThat(delays.get(turn)).isGreaterThanOrEqualTo((19 - turn) * Probe.PERIOD_NANOS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void workThatIsLostOrDoneTwiceFailsTheRound(int error) throws Exception {
    var misWired =
        new Workload(UNITS, 2) {
          private int taken;

          @Override
          synchronized boolean take() {
            if (++taken % 1000 != 0) {
              return super.take();
            }
            // Every thousandth unit is taken and not done, or done and not taken.
            return error > 0 ? !isExhausted() : super.take() && super.take();
          }
        };
    try (var crew = new BusyCrew(ThreadKind.VIRTUAL, Courtesy.YIELD, 2, misWired, delay -> {})) {
      assertThatIllegalStateException()
          .isThrownBy(crew::work)
          .withMessageMatching((error > 0 ? "200[12]" : "199[89]") + " of 2000 units .*");
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
