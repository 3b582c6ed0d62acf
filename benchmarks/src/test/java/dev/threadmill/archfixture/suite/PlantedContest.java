package dev.threadmill.archfixture.suite;

import dev.threadmill.archfixture.results.Planted;
import org.openjdk.jmh.annotations.Benchmark;

/// A benchmark without the name of one, which writes results itself.
public class PlantedContest {
  Planted results;

  @Benchmark
  public void run() {}
}
