package dev.threadmill.analysis.compare;

import static dev.threadmill.analysis.compare.Effect.ALLOW;
import static dev.threadmill.analysis.compare.Effect.DISTRUST;
import static dev.threadmill.analysis.compare.Effect.FLAG;
import static dev.threadmill.analysis.compare.Effect.REFUSE;

import java.util.Locale;

/// What stands between two sides: each rule says what a difference means for scores, and what for
/// ratios that were measured inside each side, in which much cancels.
public enum Rule {
  /// The same name stands for other code.
  CLASS(REFUSE, REFUSE),
  /// The same name has other parameters.
  PARAMETERS(REFUSE, REFUSE),
  MODE(REFUSE, REFUSE),
  UNIT(REFUSE, REFUSE),
  /// JMH had another number of workers.
  THREADS(REFUSE, REFUSE),
  /// The machine decided how many workers JMH had.
  RESOLVED_THREADS(REFUSE, FLAG),
  /// The same threads fit on the cores of one side only.
  OVERSUBSCRIBED(REFUSE, FLAG),
  /// A call does another number of operations.
  OPERATIONS(REFUSE, REFUSE),
  /// Warm-up or iterations are longer, so that something else is estimated.
  SHAPE(REFUSE, FLAG),
  /// The same, and the user allows it.
  SHAPE_ALLOWED(FLAG, FLAG),
  FLAGS(REFUSE, REFUSE),
  GC(REFUSE, REFUSE),
  HEAP(REFUSE, REFUSE),
  CORES(REFUSE, FLAG),
  JDK(FLAG, FLAG),
  /// The jars differ, this benchmark's class does not.
  JAR(FLAG, FLAG),
  TWO_FACTORS(REFUSE, FLAG),
  /// Something else differs than what was declared to.
  UNDECLARED(REFUSE, FLAG),
  /// What was declared to differ does not.
  NO_DIFFERENCE(FLAG, FLAG),
  /// Kernel, governor and the like.
  SYSTEM(FLAG, FLAG),
  /// A quota gives less CPU time than there are CPUs.
  QUOTA(DISTRUST, DISTRUST),
  NOT_INTERLEAVED(FLAG, REFUSE),
  /// A plain JMH file says neither what code ran nor where.
  UNKNOWN_ORIGIN(FLAG, ALLOW),
  /// Every fork of one side failed.
  NO_SCORES(REFUSE, REFUSE),
  /// A schedule sets the scores: they are left out, and that is said.
  PACED(FLAG, FLAG),
  /// Too few forks for an interval.
  FEW_FORKS(FLAG, REFUSE),
  /// Neither side has enough runs to show how runs differ.
  ONE_RUN(FLAG, FLAG),
  /// What has nothing to do with each other moved the same way.
  COMMON_SHIFT(FLAG, ALLOW);

  private final Effect onScores;
  private final Effect onRatios;

  Rule(Effect onScores, Effect onRatios) {
    this.onScores = onScores;
    this.onRatios = onRatios;
  }

  /// Its name in files.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Effect onScores() {
    return onScores;
  }

  public Effect onRatios() {
    return onRatios;
  }

  Objection says(String sentence) {
    return new Objection(this, sentence);
  }
}
