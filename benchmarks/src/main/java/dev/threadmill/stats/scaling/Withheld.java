package dev.threadmill.stats.scaling;

/// Why something about scaling is not said.
public enum Withheld {
  FEW_LEVELS("fewer than six levels of parallelism were measured"),
  MORE_THAN_CPUS("some levels have more threads than CPUs: they count queueing, not parallelism"),
  MIXED_CORES("siblings of a core, or memory nodes, were mixed along the levels"),
  SUPER_LINEAR("throughput per thread rises with threads, which the law cannot say"),
  NO_REPLICATES("each level was measured once: whether the law holds cannot be tested"),
  DOES_NOT_FIT("the law does not fit: the curve misses by more than the forks differ"),
  FEW_ROUNDS("fewer than six rounds were measured: there are no intervals"),
  NO_DECLINE("nothing shows that throughput ever declines"),
  BEYOND_RANGE("the peak is beyond the measured range");

  private final String sentence;

  Withheld(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
