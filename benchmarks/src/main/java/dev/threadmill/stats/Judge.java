package dev.threadmill.stats;

import dev.threadmill.stats.Finding.Level;
import java.util.List;
import java.util.OptionalInt;

/// Turns estimates into verdicts.
///
/// | condition | verdict |
/// | --- | --- |
/// | a finding is bad | unreliable |
/// | both sides were cut off | undecided |
/// | the interval lies beyond the effect, and q ≤ 0.05 | faster, or slower |
/// | the interval lies within the effect, to both sides | same |
/// | the interval excludes 1, and q ≤ 0.05 | faster, or slower, maybe by less than matters |
/// | otherwise | undecided |
///
/// An interval can exclude 1 and lie within the effect: then there is a difference, and it is known
/// not to matter, which is what "same" says.
///
/// @param effect the least difference that matters, as a share: 0.03 for 3 %
/// @param alpha one minus the confidence of the intervals to come: 0.05 or [StoppingRule#ALPHA]
public record Judge(double effect, double alpha) {
  /// The least effect of interest on a machine that nobody else uses.
  public static final double DEDICATED_EFFECT = 0.03;

  /// The least effect of interest on a virtual or shared machine.
  public static final double SHARED_EFFECT = 0.05;

  /// How often, among all that are called different, none may be.
  private static final double FALSE_DISCOVERIES = 0.05;

  /// The rounds below which nothing is called the same: a narrow interval may be luck.
  public static final int ENOUGH_FOR_SAME = 5;

  public Judge {
    if (!(effect > 0 && alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("no judge of effect " + effect + " at alpha " + alpha);
    }
  }

  /// The verdict on one ratio.
  ///
  /// @param q its p-value after [BenjaminiHochberg], over all that is judged together
  public Verdict on(RatioEstimate ratio, double q, List<Finding> findings) {
    for (var finding : findings) { // a machine that drifts changes scores, not paired ratios
      if (finding.level() == Level.BAD && !(ratio.isPaired() && finding.check() == Check.DRIFT)) {
        return new Verdict.Unreliable(finding);
      }
    }
    if (ratio.bound() == Bound.UNKNOWN) {
      return Verdict.Undecided.atLimit();
    }
    var interval = ratio.interval();
    if (interval == null) {
      return new Verdict.Undecided(OptionalInt.of(ENOUGH_FOR_SAME - ratio.rounds()));
    }
    boolean discovered = q <= FALSE_DISCOVERIES;
    double beyond = 1 + effect;
    boolean better = interval.isAbove(beyond);
    if (discovered && (better || interval.isBelow(1 / beyond))) {
      return new Verdict.Different(better, effect, true);
    }
    boolean within = interval.isAbove(1 / beyond) && interval.isBelow(beyond);
    if (within && ratio.rounds() >= ENOUGH_FOR_SAME) {
      return new Verdict.Same(effect);
    }
    if (discovered && !interval.contains(1)) {
      return new Verdict.Different(interval.isAbove(1), effect, false);
    }
    return new Verdict.Undecided(ratio.moreRounds(effect, alpha));
  }
}
