package dev.threadmill.suite.fairness;

/// How evenly something was shared out.
///
/// @param least the smallest share, where 1 is an even one
/// @param most the greatest share, where 1 is an even one
/// @param jain Jain's index: 1 when all are even, and 1/n when one of n has everything
/// @param starved how many got nothing at all
record Shares(double least, double most, double jain, int starved) {

  static Shares of(int[] parts) {
    long least = Long.MAX_VALUE;
    long most = 0;
    double sum = 0;
    double squares = 0;
    int starved = 0;
    for (int part : parts) {
      least = Math.min(least, part);
      most = Math.max(most, part);
      sum += part;
      squares += (double) part * part;
      if (part == 0) {
        starved++;
      }
    }
    double even = sum / parts.length;
    return new Shares(least / even, most / even, sum * sum / (parts.length * squares), starved);
  }
}
