package dev.threadmill.stats.simulation;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/// Random numbers from a seed.
public final class Draws {
  private final UniformRandomProvider random;
  private final SharedStateContinuousSampler gaussian;

  public Draws(long seed) {
    random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    gaussian = ZigguratSampler.NormalizedGaussian.of(random);
  }

  public double normal() {
    return gaussian.sample();
  }

  public double normal(double deviation) {
    return deviation * gaussian.sample();
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }
}
