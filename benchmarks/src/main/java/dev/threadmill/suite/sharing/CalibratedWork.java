package dev.threadmill.suite.sharing;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/// Work of a given duration: the number of Blackhole tokens that take that many nanoseconds on
/// this machine at this moment.
///
/// Tokens are work, not waiting: they keep the core busy, as real code would.
public final class CalibratedWork {
  private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int TOKENS = 20_000;
  private static final int TRIALS = 200;

  private CalibratedWork() {}

  /// Returns the tokens for `nanos`, at least one unless that is 0.
  public static long tokens(long nanos) {
    return nanos == 0 ? 0 : Math.max(1, Math.round(nanos / nanosPerToken()));
  }

  /// Measures a token by the fastest of many trials, because any disturbance makes a trial
  /// slower.
  private static double nanosPerToken() {
    long warm = System.nanoTime() + WARM_UP_NANOS;
    while (System.nanoTime() - warm < 0) {
      Blackhole.consumeCPU(TOKENS);
    }
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      Blackhole.consumeCPU(TOKENS);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return Math.max(1, fastest) / (double) TOKENS;
  }
}
