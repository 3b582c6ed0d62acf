package dev.threadmill.stats;

import java.util.OptionalInt;

/// The verdict on a comparison: one of five words, the same in every output.
public sealed interface Verdict {
  /// `faster`, `slower`, `same`, `undecided` or `unreliable`.
  String word();

  /// The word, with what it leaves open in parentheses.
  String words();

  /// A difference that the forks show.
  ///
  /// @param faster whether the first is better than the second
  /// @param effect the least difference that matters, as a share
  /// @param matters whether the difference is certainly larger than that
  record Different(boolean faster, double effect, boolean matters) implements Verdict {
    @Override
    public String word() {
      return faster ? "faster" : "slower";
    }

    @Override
    public String words() {
      return matters ? word() : word() + " (maybe by less than " + Figures.percent(effect) + ")";
    }
  }

  /// No difference as large as the least that matters; smaller ones were not looked for.
  record Same(double effect) implements Verdict {
    @Override
    public String word() {
      return "same";
    }

    @Override
    public String words() {
      return "same (within " + Figures.percent(effect) + ")";
    }
  }

  /// Not known yet.
  ///
  /// @param moreRounds about how many would tell; empty if no number of rounds can
  /// @param isAtLimit whether both sides were cut off, so that nothing can be told
  record Undecided(OptionalInt moreRounds, boolean isAtLimit) implements Verdict {
    private static final int MANY = 100;

    public Undecided(OptionalInt moreRounds) {
      this(moreRounds, false);
    }

    /// Where both sides were cut off.
    static Undecided atLimit() {
      return new Undecided(OptionalInt.empty(), true);
    }

    @Override
    public String word() {
      return "undecided";
    }

    @Override
    public String words() {
      return "undecided (" + remedy() + ")";
    }

    /// What would decide it. Beyond some number of rounds it is no plan, and its digits are none.
    public String remedy() {
      if (isAtLimit) {
        return "both sides reached the limit";
      }
      if (moreRounds.isEmpty()) {
        return "only more runs can tell";
      }
      int more = Math.max(1, moreRounds.getAsInt());
      if (more > MANY) {
        return "more than " + MANY + " more rounds";
      }
      return "about " + more + (more == 1 ? " more round" : " more rounds");
    }
  }

  /// Measured under conditions that forbid a verdict.
  record Unreliable(Finding reason) implements Verdict {
    @Override
    public String word() {
      return "unreliable";
    }

    @Override
    public String words() {
      return "unreliable (" + reason.sentence().strip().replaceFirst("\\.$", "") + ")";
    }
  }
}
