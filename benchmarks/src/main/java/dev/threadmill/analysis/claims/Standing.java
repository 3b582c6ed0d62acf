package dev.threadmill.analysis.claims;

/// How a claim stands after a run.
public enum Standing {
  REPRODUCED("reproduced"),
  /// The direction is as claimed, the size is not, or cannot be expected to be.
  DIRECTION_ONLY("direction only"),
  /// Not so on this machine.
  REFUTED("refuted here"),
  INCONCLUSIVE("inconclusive"),
  NOT_RUN("not run"),
  /// Our suite does not ask this.
  NOT_COVERED("not covered");

  private final String words;

  Standing(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
