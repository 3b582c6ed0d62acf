package dev.threadmill.comparison;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunManifest;
import dev.threadmill.stats.Judge;
import dev.threadmill.stats.StoppingRule;
import org.jspecify.annotations.Nullable;

/// The terms on which the comparisons of a run are judged.
///
/// @param effect the least difference that matters, as a share
/// @param alpha one minus the confidence that intervals are computed with
public record Terms(double effect, double alpha) {
  private static final double FIXED_ROUNDS_ALPHA = 0.05;

  public static Terms of(Run run) {
    return new Terms(effect(run.fingerprint()), alpha(run.manifest()));
  }

  /// The terms for runs that are compared: those of the noisiest machine and the widest interval.
  public Terms and(Terms other) {
    return new Terms(Math.max(effect, other.effect), Math.min(alpha, other.alpha));
  }

  /// A machine that is shared with others has more noise, and what matters there is larger.
  private static double effect(@Nullable Fingerprint fingerprint) {
    var hypervisor = fingerprint == null ? null : fingerprint.surroundings().hypervisor();
    return "none".equals(hypervisor) ? Judge.DEDICATED_EFFECT : Judge.SHARED_EFFECT;
  }

  /// After a stop at a precision the intervals are computed a little wider; see [StoppingRule].
  private static double alpha(@Nullable RunManifest manifest) {
    return manifest == null || manifest.limits().minRounds() == manifest.limits().maxRounds()
        ? FIXED_ROUNDS_ALPHA
        : StoppingRule.ALPHA;
  }

  /// The p-value as it stands for an interval of 95 %.
  public double honest(double p) {
    return alpha == StoppingRule.ALPHA ? StoppingRule.honest(p) : p;
  }

  public Judge judge() {
    return new Judge(effect, alpha);
  }
}
