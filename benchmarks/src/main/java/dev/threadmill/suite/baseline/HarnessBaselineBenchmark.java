package dev.threadmill.suite.baseline;

import org.openjdk.jmh.annotations.Benchmark;

public class HarnessBaselineBenchmark {
  @Benchmark
  public void nothing() {}
}
