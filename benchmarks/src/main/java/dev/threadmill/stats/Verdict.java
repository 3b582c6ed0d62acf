package dev.threadmill.stats;

import java.util.OptionalInt;

/// What may be said about a comparison.
public sealed interface Verdict {
  /// The verdict as a report prints it.
  String words();

  /// Better or worse than the other, by more than matters.
  record Different(boolean faster) implements Verdict {
    @Override
    public String words() {
      return faster ? "faster" : "slower";
    }
  }

  /// Better or worse than the other, though maybe by less than matters.
  record Slight(boolean faster) implements Verdict {
    @Override
    public String words() {
      return (faster ? "faster" : "slower") + ", may be negligible";
    }
  }

  /// Not different by as much as matters: more than that no difference was found.
  record Same(double effect) implements Verdict {
    @Override
    public String words() {
      return "same within ±" + Figures.percent(effect);
    }
  }

  /// Not known yet.
  ///
  /// @param moreRounds about how many would tell; empty if no number of rounds can
  record Undecided(OptionalInt moreRounds) implements Verdict {
    private static final int MANY = 100;

    @Override
    public String words() {
      return moreRounds.isEmpty()
          ? "undecided: only more runs can tell"
          : "undecided: needs " + rounds();
    }

    /// How many more rounds there should be, if there are any that would tell. Beyond some
    /// number it is no plan, and its digits are none either.
    public String rounds() {
      int more = Math.max(1, moreRounds.orElse(Integer.MAX_VALUE));
      if (more > MANY) {
        return "more than " + MANY + " more rounds";
      }
      return "about " + more + (more == 1 ? " more round" : " more rounds");
    }
  }

  /// Measured under conditions that forbid a verdict.
  record NotTrustworthy(Finding reason) implements Verdict {
    @Override
    public String words() {
      return "not trustworthy: " + reason.sentence();
    }
  }
}
