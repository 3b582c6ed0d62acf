package dev.threadmill.proof;

import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.LedgerEntry.Fork;
import dev.threadmill.results.Samples;
import dev.threadmill.stats.RatioEstimate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Forks and outcomes that a test makes up.
final class Forks {
  private Forks() {}

  /// One fork for each row of scores, each of a second.
  static List<Fork> of(double[][] scores) {
    return Arrays.stream(scores)
        .map(row -> new Fork(1000, DoubleStream.of(row).boxed().toList()))
        .toList();
  }

  /// An outcome of `rounds` pairs whose forks differ by `spread` and whose iterations within a fork
  /// hardly do.
  static LedgerEntry drawn(String family, String arm, double truth, int rounds, Random random) {
    double spread = 0.02;
    var base = random(rounds, spread, 1, random);
    var other = random(rounds, spread, truth, random);
    var ratio =
        RatioEstimate.paired(new LedgerRace.Evidence(base, other, false).differences(), 0.05);
    var interval = Objects.requireNonNull(ratio.interval());
    return Samples.outcome(
        family,
        arm,
        truth,
        base,
        other,
        ratio.ratio(),
        new double[] {interval.low(), interval.high()},
        ratio.p());
  }

  private static List<Fork> random(int rounds, double spread, double truth, Random random) {
    return IntStream.range(0, rounds)
        .mapToObj(
            round -> {
              double level = 100 / truth * Math.exp(spread * random.nextGaussian());
              return new Fork(
                  1000,
                  IntStream.range(0, 4)
                      .mapToObj(i -> level * Math.exp(0.005 * random.nextGaussian()))
                      .toList());
            })
        .toList();
  }
}
