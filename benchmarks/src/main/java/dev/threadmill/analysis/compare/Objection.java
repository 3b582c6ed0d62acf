package dev.threadmill.analysis.compare;

import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import java.util.List;

/// A rule that two sides break, and how.
public record Objection(Rule rule, String sentence) {

  static boolean refuseScores(List<Objection> objections) {
    return objections.stream().anyMatch(o -> o.rule().onScores() == Effect.REFUSE);
  }

  static boolean refuseRatios(List<Objection> objections) {
    return objections.stream().anyMatch(o -> o.rule().onRatios() == Effect.REFUSE);
  }

  /// Those that forbid a verdict, as the judge reads them.
  static List<Finding> distrust(List<Objection> objections) {
    return objections.stream()
        .filter(o -> o.rule().onScores() == Effect.DISTRUST)
        .map(o -> new Finding("C7", Level.BAD, o.sentence()))
        .toList();
  }
}
