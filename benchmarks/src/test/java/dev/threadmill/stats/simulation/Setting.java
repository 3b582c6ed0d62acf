package dev.threadmill.stats.simulation;

import java.util.Arrays;
import java.util.stream.Stream;

/// Where two arms are measured.
///
/// @param spread the standard deviation of the log scores of one arm's forks
public record Setting(ForkEffect effect, Host host, double spread) {
  /// The forks of other benchmarks between two rounds of a pair.
  private static final int OTHERS = 12;

  /// All settings.
  public static Stream<Setting> all() {
    return Arrays.stream(Host.values())
        .flatMap(
            host ->
                Arrays.stream(ForkEffect.values())
                    .flatMap(
                        effect ->
                            Stream.of(0.005, 0.01, 0.02, 0.03, 0.05)
                                .map(spread -> new Setting(effect, host, spread))));
  }

  /// The differences of log scores of arms that run back to back in each round, in random order.
  ///
  /// @param advantage of the first arm, on the log scale
  public double[] adjacentPairs(int rounds, double advantage, Draws draws) {
    int slots = 2 + OTHERS;
    var path = host.path(rounds * slots, draws);
    var differences = new double[rounds];
    for (int k = 0; k < rounds; k++) {
      double turn = path[k * slots] - path[k * slots + 1];
      differences[k] =
          advantage
              + spread * (effect.draw(draws) - effect.draw(draws))
              + (draws.chance(0.5) ? turn : -turn);
    }
    return differences;
  }

  /// The log scores of two equal arms, all forks of the first before all of the second.
  public double[][] blocks(int forks, Draws draws) {
    var path = host.path(2 * forks, draws);
    var arms = new double[2][forks];
    for (int i = 0; i < 2 * forks; i++) {
      arms[i / forks][i % forks] = path[i] + spread * effect.draw(draws);
    }
    return arms;
  }
}
