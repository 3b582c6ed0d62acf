package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.primitives.planted.BrokenArcStress;
import dev.threadmill.primitives.planted.EarlyFinishStress;
import dev.threadmill.primitives.planted.HastyWithdrawalStress;
import dev.threadmill.primitives.planted.NoLookAfterCloseStress;
import dev.threadmill.primitives.planted.NoLookBeforeParkStress;
import dev.threadmill.primitives.planted.NoLookForWritersStress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every jcstress test of the primitives for a moment; the profile `stress` runs them long.
///
/// jcstress probes the machine for longer than a case takes, so there are only two runs of it.
class StressSuiteTest {
  private static final String OURS = "[A-Za-z]+Stress";

  @Test
  void noneSeesAForbiddenOutcome() {
    StressRun.of(OURS, "-m", "sanity").assertAllPassed();
  }

  /// A run that is long enough for a real race to show.
  @Nested
  class WithTimeToRace {
    private static StressRun first;

    @BeforeAll
    static void run() {
      first = of("(Offer|planted\\." + OURS + ")", 100);
    }

    private static StressRun of(String pattern, int millis) {
      String time = String.valueOf(millis);
      return StressRun.of(pattern, "-f", "1", "-fsm", "1", "-iters", "2", "-time", time);
    }

    /// Lincheck does not see all of these: it lets a park end for no reason, as it may.
    @ParameterizedTest
    @ValueSource(
        classes = {
          BrokenArcStress.class,
          EarlyFinishStress.class,
          HastyWithdrawalStress.class,
          NoLookAfterCloseStress.class,
          NoLookBeforeParkStress.class,
          NoLookForWritersStress.class
        })
    void plantedBugsAreCaught(Class<?> planted) {
      var run = first;
      // On a busy machine both actors seldom run at the same time, so a bug shows later.
      for (int millis = 400; !run.hasCaught(planted) && millis <= 6_400; millis *= 4) {
        run = of("planted\\." + planted.getSimpleName(), millis);
      }
      assertThat(run.hasCaught(planted)).as(run.output()).isTrue();
    }

    @Test
    void senderAndReceiverAlwaysAgreeOnAnOffer() {
      first.assertPassed(OfferStress.class);
    }
  }
}
