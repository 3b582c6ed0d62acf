package dev.threadmill.archfixture.primitives;

import dev.threadmill.archfixture.suite.PlantedContest;
import org.openjdk.jmh.infra.Blackhole;

/// Knows the suite and JMH, prints, sleeps, reads the wall clock and ends the process.
public class Planted {
  PlantedContest contest;
  Blackhole harness;

  void misbehave() throws InterruptedException {
    System.out.println(System.currentTimeMillis());
    Thread.sleep(1);
    System.exit(1);
  }
}
