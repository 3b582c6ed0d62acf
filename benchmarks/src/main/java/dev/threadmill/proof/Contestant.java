package dev.threadmill.proof;

import dev.threadmill.stats.MannWhitney;
import dev.threadmill.stats.Moments;
import dev.threadmill.stats.PairedRatio;
import org.openjdk.jmh.util.ListStatistics;

/// A way to tell from forks whether two arms differ.
///
/// What is JMH's is asked of JMH's own code, so that no error of ours can make it look worse.
public enum Contestant {
  /// What most people do with the `Score Error` column.
  OVERLAP("JMH's 99.9 % error bars do not overlap") {
    @Override
    boolean differs(Evidence evidence) {
      double[] base = new ListStatistics(evidence.pooledBase()).getConfidenceIntervalAt(0.999);
      double[] other = new ListStatistics(evidence.pooledOther()).getConfidenceIntervalAt(0.999);
      return base[1] < other[0] || other[1] < base[0];
    }
  },
  POOLED_T("t-test on pooled iterations, 95 %") {
    @Override
    boolean differs(Evidence evidence) {
      return pooled(evidence, 0.95);
    }
  },
  /// What JMH's `compareTo` does.
  POOLED_T_99("t-test on pooled iterations, 99 %") {
    @Override
    boolean differs(Evidence evidence) {
      return pooled(evidence, 0.99);
    }
  },
  MANN_WHITNEY("Mann-Whitney on iterations, 95 %") {
    @Override
    boolean differs(Evidence evidence) {
      return MannWhitney.p(evidence.pooledBase(), evidence.pooledOther()) <= 0.05;
    }
  },
  OURS("paired t on fork means, 95 % (ours)") {
    @Override
    boolean differs(Evidence evidence) {
      return PairedRatio.ofDifferences(evidence.differences(), 0.05).p() <= 0.05;
    }
  };

  private final String words;

  Contestant(String words) {
    this.words = words;
  }

  /// What it does, for a table.
  public String words() {
    return words;
  }

  /// Whether it calls the arms different.
  abstract boolean differs(Evidence evidence);

  /// Whether it calls the other arm slower.
  boolean findsSlower(Evidence evidence) {
    double base = Moments.mean(evidence.pooledBase());
    double other = Moments.mean(evidence.pooledOther());
    return (evidence.higherIsBetter() ? other < base : other > base) && differs(evidence);
  }

  private static boolean pooled(Evidence evidence, double confidence) {
    return new ListStatistics(evidence.pooledBase())
        .isDifferent(new ListStatistics(evidence.pooledOther()), confidence);
  }
}
