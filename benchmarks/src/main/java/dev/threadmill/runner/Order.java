package dev.threadmill.runner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The order of a run, decided by its seed alone: the same seed gives the same order, also when an
/// interrupted run goes on.
///
/// Order must be random because machines drift: what always runs first after a pause, or always
/// last, carries the drift in its score.
record Order(long seed) {
  <T> List<T> groups(List<T> groups, int round) {
    return shuffled(groups, mixed(round, 0));
  }

  <T> List<T> arms(List<T> arms, String group, int round) {
    return shuffled(arms, mixed(round, group.hashCode()));
  }

  private <T> List<T> shuffled(List<T> list, Random random) {
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  // Random's first draws hardly differ between neighbouring seeds, so the parts are spread first.
  private Random mixed(int round, int group) {
    long mixed = seed + 0x9E3779B97F4A7C15L * (((long) group << 32) ^ round);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return new Random(mixed ^ (mixed >>> 31));
  }
}
