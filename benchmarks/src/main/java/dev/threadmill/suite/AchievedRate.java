package dev.threadmill.suite;

import dev.threadmill.recording.Metrics;

/// The rate that an open loop achieved, compared with its target.
///
/// If a loop falls short, its latencies are those of the growing queue in front of it, so it
/// fails and is not reported.
public final class AchievedRate {
  /// The share by which a loop may fall short until it is judged: the cost of one pause of the
  /// machine.
  private static final double TOLERANCE = 0.05;

  /// The exception for a benchmark that could not keep its target rate, so that its latencies
  /// mean nothing.
  public static final class FellShort extends IllegalStateException {
    private static final long serialVersionUID = 1;

    FellShort(String sentence) {
      super(sentence);
    }
  }

  private final double target;
  private long operations;
  private long nanos;

  /// @param target operations per second
  public AchievedRate(double target) {
    this.target = target;
  }

  /// Counts the operations of a round and its duration, from the first intended start to the
  /// last end. The schedule lasts until the operation after the last would be due, so a round
  /// that ends earlier counts with its full scheduled time: no round can make up for another.
  public void add(long operations, long nanos) {
    this.operations += operations;
    this.nanos += Math.max(nanos, (long) (operations * 1e9 / target));
    Metrics.report(Metrics.SET_RATE, target, "ops/s");
    Metrics.report("rate.achieved", perSecond(), "ops/s");
  }

  public double perSecond() {
    return operations * 1e9 / nanos;
  }

  /// Starts over.
  public void reset() {
    operations = 0;
    nanos = 0;
  }

  /// @throws FellShort if the rate is too far below its target
  public void requireKept() {
    if (operations > 0 && perSecond() < target * (1 - TOLERANCE)) {
      throw new FellShort(
          "Meant to do %.0f operations a second, but did %.0f: latencies at this rate mean nothing"
              .formatted(target, perSecond()));
    }
  }
}
