package dev.threadmill.analysis.compare;

import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import java.util.List;
import java.util.Locale;

/// A rule on what may differ between two sides: what a difference does to a comparison of
/// scores, and to one of ratios that were measured inside each side, in which much cancels.
public enum Rule {
  /// The question may be the same where its code is not.
  CLASS(Effect.REFUSE, Effect.FLAG, "The benchmark's class is not the same code"),
  /// The same name has other parameters.
  PARAMETERS(Effect.REFUSE, Effect.REFUSE),
  MODE(Effect.REFUSE, Effect.REFUSE, "The mode differs"),
  UNIT(Effect.REFUSE, Effect.REFUSE, "The unit differs"),
  THREADS(Effect.REFUSE, Effect.REFUSE, "JMH's number of threads differs"),
  /// The machine decided how many workers JMH had.
  RESOLVED_THREADS(Effect.REFUSE, Effect.FLAG),
  /// The same threads fit on the cores of one side only.
  OVERSUBSCRIBED(Effect.REFUSE, Effect.FLAG),
  OPERATIONS(Effect.REFUSE, Effect.REFUSE, "The batch size differs"),
  SHAPE(Effect.REFUSE, Effect.FLAG, "Warm-up and measurement differ"),
  FLAGS(Effect.REFUSE, Effect.REFUSE, "JVM flags differ"),
  GC(Effect.REFUSE, Effect.REFUSE, "The collector differs"),
  HEAP(Effect.REFUSE, Effect.REFUSE, "The heap differs"),
  CORES(Effect.REFUSE, Effect.FLAG, "The number of cores differs"),
  JDK(Effect.FLAG, Effect.FLAG, "The JDK differs"),
  /// Whoever compares two JDKs compares their defaults, too.
  DEFAULTS(Effect.FLAG, Effect.FLAG),
  /// What compiled the program of a lane.
  TOOLCHAIN(Effect.FLAG, Effect.FLAG, "The toolchain differs"),
  /// The jars differ, this benchmark's class does not.
  JAR(Effect.FLAG, Effect.FLAG),
  TWO_FACTORS(Effect.REFUSE, Effect.FLAG),
  /// Something else differs than what was declared to.
  UNDECLARED(Effect.REFUSE, Effect.FLAG),
  /// What was declared to differ does not.
  NO_DIFFERENCE(Effect.FLAG, Effect.FLAG),
  /// Kernel, governor and the like.
  SYSTEM(Effect.FLAG, Effect.FLAG),
  /// A quota gives less CPU time than there are CPUs.
  QUOTA(Effect.DISTRUST, Effect.DISTRUST),
  NOT_INTERLEAVED(Effect.FLAG, Effect.REFUSE),
  /// A plain JMH file says neither what code ran nor where.
  UNKNOWN_ORIGIN(Effect.FLAG, Effect.ALLOW),
  NO_SCORES(Effect.REFUSE, Effect.REFUSE),
  /// A schedule sets the scores: they are left out, and that is said.
  PACED(Effect.FLAG, Effect.FLAG),
  FEW_FORKS(Effect.FLAG, Effect.REFUSE),
  /// Neither side has enough runs to show how runs differ.
  ONE_RUN(Effect.FLAG, Effect.FLAG),
  /// What has nothing to do with each other moved the same way.
  COMMON_SHIFT(Effect.FLAG, Effect.ALLOW);

  /// The effect that a difference between two sides has on a comparison.
  public enum Effect {
    ALLOW,
    /// It is compared, and the difference is said.
    FLAG,
    /// It is compared, and no verdict is given.
    DISTRUST,
    /// It is not compared.
    REFUSE;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
          .map(o -> new Finding(Check.QUOTA, Level.BAD, o.sentence()))
          .toList();
    }
  }

  private final String words;
  private final Effect onScores;
  private final Effect onRatios;

  Rule(Effect onScores, Effect onRatios) {
    this(onScores, onRatios, "");
  }

  Rule(Effect onScores, Effect onRatios, String words) {
    this.words = words;
    this.onScores = onScores;
    this.onRatios = onRatios;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Effect onScores() {
    return onScores;
  }

  public Effect onRatios() {
    return onRatios;
  }

  public String words() {
    return words;
  }

  Objection says(String sentence) {
    return new Objection(this, sentence);
  }
}
