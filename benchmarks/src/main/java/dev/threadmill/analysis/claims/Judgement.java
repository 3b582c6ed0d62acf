package dev.threadmill.analysis.claims;

import dev.threadmill.comparison.Compared;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The answer of a run to one scenario of a claim.
///
/// @param scenario null where the claim is not covered
/// @param where what the cells share beside what the scenario names, such as the JDK
/// @param jdk the release that ran, such as `25.0.3`, since updates change how monitors and virtual
///     threads work; both where two are compared, and empty where none ran
/// @param figures the comparisons of the one claimed faster with the other: one, or for a crossover
///     one at each end
/// @param accepted where the factor had to lie; null where only the direction was judged, or
///     nothing
/// @param reason what kept it from being judged, or is to be known with the answer; may be empty
public record Judgement(
    String run,
    Claim claim,
    @Nullable Scenario scenario,
    String where,
    String jdk,
    ClaimStanding standing,
    List<Compared> figures,
    @Nullable Interval accepted,
    String reason) {
  /// The standing of a claim after a run.
  public enum ClaimStanding {
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

    ClaimStanding(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// The question as our suite asks it, and under which conditions.
  public String question() {
    return (scenario == null ? "" : scenario.name()) + (where.isEmpty() ? "" : " (" + where + ")");
  }

  /// What is claimed, such as `8.1x faster (accepted: 2x to 32x)`.
  public String claimed() {
    if (scenario == null) {
      return "";
    }
    return scenario.claimed() + (accepted == null ? "" : " (accepted: " + range(accepted) + ")");
  }

  private static String range(Interval accepted) {
    double low = accepted.low();
    double high = accepted.high();
    if (low == 0) {
      return "up to " + Figures.number(high) + "x";
    }
    if (low < 1) {
      return Figures.percent(1 / low - 1) + " slower to " + Figures.percent(high - 1) + " faster";
    }
    return Figures.number(low)
        + "x"
        + (Double.isInfinite(high) ? " and more" : " to " + Figures.number(high) + "x");
  }

  /// What was measured, such as `7.99x [7.93, 8.05] faster`; empty if nothing was.
  public String measured() {
    return figures.stream()
        .map(figure -> figure.judged().relation().measured(figure.quantity()))
        .collect(Collectors.joining(", then "));
  }

  /// The standing with the reason for it, if there is one to give.
  public String words() {
    return standing.words() + (reason.isEmpty() ? "" : ": " + reason);
  }
}
