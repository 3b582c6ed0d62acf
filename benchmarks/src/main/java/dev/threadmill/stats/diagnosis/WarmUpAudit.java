package dev.threadmill.stats.diagnosis;

import dev.threadmill.stats.Moments;
import java.util.Arrays;
import java.util.OptionalInt;

/// How long a benchmark must be warmed up: what long forks without a warm-up tell.
///
/// @param warmUp seconds after which the scores stay as they end; empty if no time up to a
///     minute does
/// @param bias by how much a measurement after `warmUp`, or after the longest tried, is off the
///     end, as a share
public record WarmUpAudit(OptionalInt warmUp, double bias) {
  private static final int[] TRIED = {1, 2, 3, 5, 8, 12, 20, 30, 45, 60};

  /// The seconds of a measurement, and of the end that it is held against.
  private static final int WINDOW = 5;

  private static final int END = 30;
  private static final double TOLERANCE = 0.02;

  /// How long a fork must be, so that the last window tried ends before the end starts.
  static final int LEAST_SECONDS = TRIED[TRIED.length - 1] + WINDOW + END;

  /// @param scores `[fork][second]` of at least [#LEAST_SECONDS]
  public static WarmUpAudit of(double[][] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("no fork to audit");
    }
    int seconds = Arrays.stream(scores).mapToInt(fork -> fork.length).min().orElseThrow();
    int longest = TRIED[TRIED.length - 1];
    if (seconds < LEAST_SECONDS) {
      throw new IllegalArgumentException(
          "an audit takes " + LEAST_SECONDS + " seconds, not " + seconds);
    }
    var settled = OptionalInt.empty();
    double bias = bias(scores, longest, seconds);
    for (int i = TRIED.length - 1; i >= 0; i--) {
      double off = bias(scores, TRIED[i], seconds);
      if (off >= TOLERANCE) {
        break;
      }
      settled = OptionalInt.of(TRIED[i]);
      bias = off;
    }
    return new WarmUpAudit(settled, bias);
  }

  private static double bias(double[][] scores, int start, int seconds) {
    double off = 0;
    for (var fork : scores) {
      double window = Moments.mean(Arrays.copyOfRange(fork, start, start + WINDOW));
      double end = Moments.mean(Arrays.copyOfRange(fork, seconds - END, seconds));
      off += Math.log(window / end);
    }
    return Math.abs(off / scores.length);
  }
}
